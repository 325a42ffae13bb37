package io.postern.emulator.packet;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the words of a rule mean for one VM.
 *
 * @param virtualNetwork the address space of its virtual network; the platform's probe address belongs to it too
 * @param groups who is in each application security group of that network, by the group's id in lower case
 */
public record Zones(List<AddressPrefix> virtualNetwork, Map<String, Set<InetAddress>> groups) {
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
        groups = Map.copyOf(groups);
    }

    /** A network without application security groups. */
    public Zones(List<AddressPrefix> virtualNetwork) {
        this(virtualNetwork, Map.of());
    }

    boolean isMember(String group, InetAddress address) {
        return groups.getOrDefault(group.toLowerCase(Locale.ROOT), Set.of()).contains(address);
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
