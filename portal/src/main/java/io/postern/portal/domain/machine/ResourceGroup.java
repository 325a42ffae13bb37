package io.postern.portal.domain.machine;

/** A resource group that has VMs, and how many. */
public record ResourceGroup(String subscription, String resourceGroup, long virtualMachines) {
    /** How a filter names it. */
    public String key() {
        return subscription + "/" + resourceGroup;
    }
}
