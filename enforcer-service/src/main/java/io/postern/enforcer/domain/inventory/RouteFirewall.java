package io.postern.enforcer.domain.inventory;

/** The Azure Firewall that the default route of a VM leads through. */
public record RouteFirewall(String id, boolean ruledByPolicy) {
    public String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
