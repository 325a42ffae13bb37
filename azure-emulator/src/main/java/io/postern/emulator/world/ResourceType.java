package io.postern.emulator.world;

import java.util.Optional;

/** A type of resource that the emulator models, with the nested type that lives inside it, if any. */
public enum ResourceType {
    VIRTUAL_MACHINES("Microsoft.Compute", "virtualMachines", ""),
    VIRTUAL_MACHINE_SCALE_SETS("Microsoft.Compute", "virtualMachineScaleSets", "virtualMachines"),
    NETWORK_INTERFACES("Microsoft.Network", "networkInterfaces", ""),
    VIRTUAL_NETWORKS("Microsoft.Network", "virtualNetworks", "subnets"),
    PUBLIC_IP_ADDRESSES("Microsoft.Network", "publicIPAddresses", ""),
    NETWORK_SECURITY_GROUPS("Microsoft.Network", "networkSecurityGroups", "securityRules"),
    APPLICATION_SECURITY_GROUPS("Microsoft.Network", "applicationSecurityGroups", ""),
    ROUTE_TABLES("Microsoft.Network", "routeTables", "routes"),
    AZURE_FIREWALLS("Microsoft.Network", "azureFirewalls", ""),
    FIREWALL_POLICIES("Microsoft.Network", "firewallPolicies", "");

    private final String namespace;
    private final String collection;
    private final String nested;

    ResourceType(String namespace, String collection, String nested) {
        this.namespace = namespace;
        this.collection = collection;
        this.nested = nested;
    }

    /** The type of a name as it stands in a path; ARM compares without case. */
    public static Optional<ResourceType> find(String namespace, String collection) {
        for (ResourceType type : values()) {
            if (type.namespace.equalsIgnoreCase(namespace) && type.collection.equalsIgnoreCase(collection)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** A namespace as Azure writes it, when it is one that is modelled. */
    public static Optional<String> namespace(String named) {
        for (ResourceType type : values()) {
            if (type.namespace.equalsIgnoreCase(named)) {
                return Optional.of(type.namespace);
            }
        }
        return Optional.empty();
    }

    /** As in {@code Microsoft.Network/networkSecurityGroups}. */
    public String text() {
        return namespace + "/" + collection;
    }

    public String namespace() {
        return namespace;
    }

    /** The collection nested in it, as {@code securityRules}; empty when there is none. */
    public String nested() {
        return nested;
    }

    /** Whether what is nested stands in the body too; the machines of a scale set have an address of their own only. */
    public boolean showsNested() {
        return !nested.isEmpty() && this != VIRTUAL_MACHINE_SCALE_SETS;
    }
}
