package io.postern.portal.domain.machine;

import java.util.Set;

/** By which column a list of VMs is sorted: its word, with a hyphen before it for backwards; empty for the order of ids. */
public record MachineOrder(String word) {
    private static final Set<String> COLUMNS = Set.of("name", "resourceGroup", "health", "lastAccess");

    public MachineOrder {
        word = COLUMNS.contains(column(word)) ? word : "";
    }

    /** The order that a press on the head of a column leads to: the other way round where it is sorted by already. */
    MachineOrder pressed(String column) {
        if (column.equals(column(word))) {
            return new MachineOrder(word.startsWith("-") ? column : "-" + column);
        }
        // Of what happened the newest is looked for first, and of healths the worst.
        return new MachineOrder(column.equals("lastAccess") || column.equals("health") ? "-" + column : column);
    }

    /** As assistive technology is told. */
    String spoken(String column) {
        if (!column.equals(column(word))) {
            return "none";
        }
        return word.startsWith("-") ? "descending" : "ascending";
    }

    private static String column(String word) {
        return word.startsWith("-") ? word.substring(1) : word;
    }
}
