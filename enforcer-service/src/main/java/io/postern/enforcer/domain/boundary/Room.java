package io.postern.enforcer.domain.boundary;

import io.postern.enforcer.domain.approval.ApprovalCheck.Objection;
import io.postern.enforcer.domain.nsg.Claim;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How full a boundary is. In an NSG Azure holds 1,000 rules and 4,000 addresses, in a firewall 250 DNAT rules; openings stop
 * well before, so that room is left for baselines and for the customer.
 */
final class Room {
    static final int RULES = 950;
    static final int ADDRESSES = 3_800;
    static final int TRANSLATIONS = 240;

    private final Set<String> names = new TreeSet<>();
    private final boolean firewall;
    private int addresses;
    private long translations;

    Room(ObservedNsg observed, Set<String> removals) {
        firewall = observed.id().isFirewall();
        translations = observed.claims().stream().filter(Claim::forwards).count();
        for (SecurityRule rule : observed.rules()) {
            if (!removals.contains(rule.name())) {
                names.add(rule.name().toLowerCase(Locale.ROOT));
                addresses += count(rule.sources()) + count(rule.destinations());
                translations += rule.mappings().size();
            }
        }
    }

    /** Why nothing more may be opened here; empty when something may. */
    Optional<Objection> objection() {
        return firewall
                ? firewallObjection().map(detail -> new Objection("firewall-full", detail))
                : nsgObjection().map(detail -> new Objection("nsg-full", detail));
    }

    private Optional<String> firewallObjection() {
        return translations >= TRANSLATIONS
                ? Optional.of("the firewall holds " + translations + " DNAT rules, and nothing is opened from "
                        + TRANSLATIONS + " on: Azure takes 250")
                : Optional.empty();
    }

    private Optional<String> nsgObjection() {
        if (names.size() >= RULES) {
            return Optional.of("the network security group holds " + names.size()
                    + " rules, and nothing is opened from " + RULES + " on: Azure takes 1,000");
        }
        return addresses >= ADDRESSES
                ? Optional.of("the rules of the network security group hold " + addresses
                        + " addresses, and nothing is opened from " + ADDRESSES + " on: Azure takes 4,000")
                : Optional.empty();
    }

    void take(RuleWrite write) {
        if (names.add(write.name().text())) {
            addresses += count(write.shape().sources()) + count(write.shape().destinations());
            translations += write.shape().mappings().size();
        }
    }

    private static int count(List<String> prefixes) {
        return (int) prefixes.stream()
                .filter(prefix -> !prefix.equals("*") && !prefix.equalsIgnoreCase("Any"))
                .count();
    }
}
