package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;

/** Tells an operator what Azure will not let us do, and what to do about it. */
final class PlainWords {
    private static final String RULES = "Microsoft.Network/networkSecurityGroups/securityRules";
    private static final String FIREWALLS = "Microsoft.Network/azureFirewalls";

    private PlainWords() {}

    static String forbidden(BoundaryId boundary, String said) {
        String needed = boundary.isFirewall()
                ? FIREWALLS + "/write there, Microsoft.Network/virtualNetworks/subnets/join/action on its subnet and"
                        + " Microsoft.Network/publicIPAddresses/join/action on its public addresses"
                : RULES + "/write and " + RULES + "/delete there";
        return "Azure does not let this identity write rules of " + name(boundary) + ": it needs " + needed
                + ". Azure said: " + said;
    }

    static String disallowed(BoundaryId boundary, String said) {
        return "an Azure Policy forbids this at " + name(boundary) + "; exempt "
                + (boundary.isFirewall() ? "rule collections" : "rules") + " named postern-* from it. Azure said: "
                + said;
    }

    /** The commands are whole, to be run as they stand but for the lock's id. */
    static String locked(BoundaryId boundary, String rule, String said) {
        String where = "--subscription " + boundary.subscription() + " --resource-group " + boundary.resourceGroup();
        String meanwhile = boundary.isFirewall()
                ? "Access"
                : "What could be turned into a deny meanwhile opens nothing, but its access";
        return "a management lock stops a change at " + name(boundary)
                + ", which is tried again every 15 s. " + meanwhile
                + " stays closing until the rule is seen to be gone. Find the lock: "
                + "az lock list " + where + " --output table; remove it: az lock delete --ids <its id>"
                + (rule.isEmpty() ? "" : byHand(boundary, where, rule))
                + ". Azure said: " + said;
    }

    private static String byHand(BoundaryId boundary, String where, String rule) {
        if (!boundary.isFirewall()) {
            return "; or take the rule away yourself: az network nsg rule delete " + where + " --nsg-name "
                    + boundary.name() + " --name " + rule;
        }
        String collection =
                " collection delete " + where + " --firewall-name " + boundary.name() + " --collection-name " + rule;
        return "; or take the rules away yourself: az network firewall nat-rule" + collection
                + "; az network firewall network-rule" + collection;
    }

    static String rulesOnly(BoundaryId boundary, String said) {
        return "rules of " + boundary.name() + " are written one by one, because this identity lacks "
                + "Microsoft.Network/networkSecurityGroups/write: opening and closing many at once takes longer. Azure said: "
                + said;
    }

    private static String name(BoundaryId boundary) {
        return (boundary.isFirewall() ? "firewall " : "") + boundary.name();
    }
}
