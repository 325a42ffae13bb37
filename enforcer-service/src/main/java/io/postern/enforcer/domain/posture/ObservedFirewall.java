package io.postern.enforcer.domain.posture;

import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.Comparator;
import java.util.List;

/**
 * An Azure Firewall as Azure showed it.
 *
 * @param id its resource id
 * @param ruledByPolicy whether a firewall policy holds its rules, which then are not seen here
 * @param translations where it forwards what comes to its own addresses (DNAT)
 * @param network its network rules, in the form of an NSG's
 */
public record ObservedFirewall(
        String id, boolean ruledByPolicy, List<Translation> translations, List<SecurityRule> network) {
    public ObservedFirewall {
        translations = List.copyOf(translations);
        network = network.stream()
                .sorted(Comparator.comparingInt(SecurityRule::priority))
                .toList();
    }

    /** An address behind the firewall and a port there that it forwards TCP to. */
    public record Translation(String address, String port) {}
}
