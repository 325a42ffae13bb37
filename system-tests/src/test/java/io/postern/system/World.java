package io.postern.system;

/** Names of the demo world. */
final class World {
    static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

    private static final String GROUP =
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/contoso/providers/";

    /** The loopback address that stands for web-1. */
    static final String WEB_1 = "127.0.1.1";

    /** The loopback address that stands for fw-1, whichever way it is reached. */
    static final String FW_1 = "127.0.1.4";

    /** The loopback address that stands for the public one of the firewall before fw-1. */
    static final String FIREWALL = "127.0.1.20";

    private World() {}

    static String vmId(String name) {
        return GROUP + "Microsoft.Compute/virtualMachines/" + name;
    }

    static String nsgList() {
        return GROUP + "Microsoft.Network/networkSecurityGroups";
    }

    static String firewallList() {
        return GROUP + "Microsoft.Network/azureFirewalls";
    }

    /** The JIT policy that covers VMs unless another one is named. */
    static String jitPolicy() {
        return GROUP + "Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/default";
    }

    static String nsgId(String name) {
        return networkId("networkSecurityGroups", name);
    }

    /** A resource of the network, by the type that Azure calls it. */
    static String networkId(String type, String name) {
        return GROUP + "Microsoft.Network/" + type + "/" + name;
    }
}
