package io.postern.enforcer.domain.posture;

import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.enforcer.domain.nsg.Prefixes;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Enough visitors to try for all: rules can tell two addresses apart only where a block begins or ends, so the first address
 * of each block and the one after it stand for every other.
 */
final class Visitors {
    private static final Set<String> KNOWN_TAGS = Set.of("virtualnetwork", "internet", "azureloadbalancer");

    private final AddressFamily family;
    private final Set<Visitor> visitors = new HashSet<>();

    private Visitors(AddressFamily family) {
        this.family = family;
    }

    static Set<Visitor> toTry(List<Screen> screens, AddressFamily family) {
        Visitors all = new Visitors(family);
        all.at(BigInteger.ZERO);
        Space.PRIVATE.forEach(all::around);
        screens.forEach(screen -> screen.rules().forEach(all::namedBy));
        return all.visitors;
    }

    private void namedBy(SecurityRule rule) {
        for (String prefix : rule.sources()) {
            Prefixes.block(prefix).ifPresentOrElse(this::around, () -> behind(prefix.toLowerCase(Locale.ROOT)));
        }
        rule.sourceGroups().forEach(group -> visitors.add(new Visitor.In(group)));
    }

    private void behind(String tag) {
        if (!KNOWN_TAGS.contains(tag) && !Space.meansEverybody(tag)) {
            visitors.add(new Visitor.Behind(tag));
        }
    }

    private void around(Cidr block) {
        if (block.family() == family && !block.equals(Space.PROBE)) {
            at(block.network());
            at(block.network().add(BigInteger.ONE.shiftLeft(family.bits() - block.prefixLength())));
        }
    }

    private void at(BigInteger address) {
        if (address.bitLength() <= family.bits()) {
            Cidr one = new Cidr(family, address, family.bits());
            if (!one.equals(Space.PROBE)) {
                visitors.add(new Visitor.At(one));
            }
        }
    }
}
