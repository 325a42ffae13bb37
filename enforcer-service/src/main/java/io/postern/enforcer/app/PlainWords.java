package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;

/** Tells an operator what Azure will not let us do, and what to do about it. */
final class PlainWords {
    private static final String RULES = "Microsoft.Network/networkSecurityGroups/securityRules";

    private PlainWords() {}

    static String forbidden(BoundaryId boundary, String said) {
        return "Azure does not let this identity write rules of " + boundary.name() + ": it needs " + RULES
                + "/write and " + RULES + "/delete there. Azure said: " + said;
    }

    static String disallowed(BoundaryId boundary, String said) {
        return "an Azure Policy forbids this at " + boundary.name()
                + "; exempt rules named postern-* from it. Azure said: " + said;
    }

    /** The commands are whole, to be run as they stand but for the lock's id. */
    static String locked(BoundaryId boundary, String rule, String said) {
        String where = "--subscription " + boundary.subscription() + " --resource-group " + boundary.resourceGroup();
        String byHand = rule.isEmpty()
                ? ""
                : "; or take the rule away yourself: az network nsg rule delete " + where + " --nsg-name "
                        + boundary.name() + " --name " + rule;
        return "a management lock stops a change at " + boundary.name()
                + ", which is tried again every 15 s. What could be turned into a deny meanwhile opens nothing, but its "
                + "access stays closing until the rule is seen to be gone. Find the lock: "
                + "az lock list " + where + " --output table; remove it: az lock delete --ids <its id>" + byHand
                + ". Azure said: " + said;
    }

    static String rulesOnly(BoundaryId boundary, String said) {
        return "rules of " + boundary.name() + " are written one by one, because this identity lacks "
                + "Microsoft.Network/networkSecurityGroups/write: opening and closing many at once takes longer. Azure said: "
                + said;
    }
}
