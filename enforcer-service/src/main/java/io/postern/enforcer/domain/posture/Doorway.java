package io.postern.enforcer.domain.posture;

import io.postern.contracts.net.Cidr;
import io.postern.enforcer.domain.nsg.Prefixes;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A private address of a VM, and the application security groups that it is in, in lower case. */
record Doorway(Cidr address, Set<String> groups) {
    /** Whether a rule speaks of this address. */
    Belongs isMeantBy(SecurityRule rule) {
        boolean groupsUnknown = !rule.plain()
                && rule.sourceGroups().isEmpty()
                && rule.destinationGroups().isEmpty();
        return groupsUnknown
                ? Belongs.MAYBE
                : Belongs.toAny(Stream.concat(
                        rule.destinations().stream().map(this::isNamed),
                        rule.destinationGroups().stream()
                                .map(group -> Belongs.of(groups.contains(group.toLowerCase(Locale.ROOT))))));
    }

    private Belongs isNamed(String prefix) {
        if (Space.meansEverybody(prefix)) {
            return Belongs.YES;
        }
        return Prefixes.block(prefix)
                .map(block -> Belongs.of(block.contains(address)))
                .orElseGet(() -> switch (prefix.toLowerCase(Locale.ROOT)) {
                    case "virtualnetwork" -> Belongs.YES;
                    case "internet", "azureloadbalancer" -> Belongs.NO;
                    default -> Belongs.MAYBE;
                });
    }
}
