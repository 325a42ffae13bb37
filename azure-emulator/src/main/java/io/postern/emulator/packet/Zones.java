package io.postern.emulator.packet;

import java.net.InetAddress;
import java.util.List;

/** What the service tags mean for one VM: its virtual network, the platform's probe address, and the rest of the world. */
public record Zones(List<AddressPrefix> virtualNetwork) {
    private static final AddressPrefix PROBE = literal("168.63.129.16");
    private static final List<AddressPrefix> NOT_PUBLIC = List.of(
            literal("0.0.0.0/8"),
            literal("10.0.0.0/8"),
            literal("100.64.0.0/10"),
            literal("127.0.0.0/8"),
            literal("169.254.0.0/16"),
            literal("172.16.0.0/12"),
            literal("192.168.0.0/16"),
            literal("::/127"),
            literal("fc00::/7"),
            literal("fe80::/10"),
            PROBE);

    public Zones {
        virtualNetwork = List.copyOf(virtualNetwork);
    }

    /** Whether an address belongs to a prefix, a service tag or {@code *}. Tags not modelled hold nobody. */
    boolean matches(String prefix, InetAddress address) {
        if (prefix.equals("*") || prefix.equalsIgnoreCase("Any")) {
            return true;
        }
        if (prefix.equalsIgnoreCase("VirtualNetwork")) {
            return inVirtualNetwork(address);
        }
        if (prefix.equalsIgnoreCase("AzureLoadBalancer")) {
            return PROBE.contains(address);
        }
        if (prefix.equalsIgnoreCase("Internet")) {
            return !inVirtualNetwork(address) && NOT_PUBLIC.stream().noneMatch(p -> p.contains(address));
        }
        return AddressPrefix.parse(prefix).map(p -> p.contains(address)).orElse(false);
    }

    private boolean inVirtualNetwork(InetAddress address) {
        return PROBE.contains(address) || virtualNetwork.stream().anyMatch(p -> p.contains(address));
    }

    private static AddressPrefix literal(String text) {
        return AddressPrefix.parse(text).orElseThrow();
    }
}
