package io.postern.enforcer.domain.posture;

import io.postern.contracts.net.Cidr;
import io.postern.enforcer.domain.nsg.Prefixes;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.Locale;
import java.util.stream.Stream;

/** Somebody who may knock at a port: an address, or whoever is behind a service tag or in an application security group. */
sealed interface Visitor {
    Belongs isNamed(String prefix);

    Belongs isIn(String group);

    /** Whether a rule speaks of this visitor. */
    default Belongs isMeantBy(SecurityRule rule) {
        boolean groupsUnknown = !rule.plain()
                && rule.sourceGroups().isEmpty()
                && rule.destinationGroups().isEmpty();
        return groupsUnknown
                ? Belongs.MAYBE
                : Belongs.toAny(Stream.concat(
                        rule.sources().stream().map(this::isNamed),
                        rule.sourceGroups().stream().map(this::isIn)));
    }

    /** A single address, of no tag or group that a rule names: for those there are visitors of their own. */
    record At(Cidr address) implements Visitor {
        @Override
        public Belongs isNamed(String prefix) {
            if (Space.meansEverybody(prefix)) {
                return Belongs.YES;
            }
            boolean inside = Space.isPrivate(address);
            return Prefixes.block(prefix)
                    .map(block -> Belongs.of(block.contains(address)))
                    .orElseGet(() -> switch (prefix.toLowerCase(Locale.ROOT)) {
                        case "virtualnetwork" -> Belongs.of(inside);
                        case "internet" -> Belongs.of(!inside);
                        default -> Belongs.NO;
                    });
        }

        @Override
        public Belongs isIn(String group) {
            return Belongs.NO;
        }
    }

    /** One of the addresses of a service tag, which are not known here. */
    record Behind(String tag) implements Visitor {
        @Override
        public Belongs isNamed(String prefix) {
            return Space.meansEverybody(prefix) || prefix.equals("0.0.0.0/0") || prefix.equalsIgnoreCase(tag)
                    ? Belongs.YES
                    : Belongs.MAYBE;
        }

        @Override
        public Belongs isIn(String group) {
            return Belongs.NO;
        }
    }

    /** A member of an application security group, somewhere in the virtual network. */
    record In(String group) implements Visitor {
        @Override
        public Belongs isNamed(String prefix) {
            return Prefixes.block(prefix)
                    .map(block -> Space.isPrivate(block) || block.prefixLength() < 8 ? Belongs.MAYBE : Belongs.NO)
                    .orElse(Belongs.of(Space.meansEverybody(prefix) || prefix.equalsIgnoreCase("VirtualNetwork")));
        }

        @Override
        public Belongs isIn(String other) {
            return other.equals(group) ? Belongs.YES : Belongs.MAYBE;
        }
    }
}
