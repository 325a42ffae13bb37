package io.postern.enforcer.adapter.azure;

import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.net.AddressFamily;
import io.postern.enforcer.domain.inventory.RouteFirewall;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.inventory.Unread;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.Prefixes;
import io.postern.enforcer.domain.posture.ObservedFirewall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts together where VMs stand. Azure leaves out of a list what we may not read, so a resource that another one names and
 * no list holds is unread, and not absent.
 */
final class Places {
    private final Map<String, InterfaceJson> interfaces = new HashMap<>();
    private final Map<String, String> publicAddresses = new HashMap<>();
    private final Map<String, Network> networks = new HashMap<>();
    private final Map<String, String> appliances = new HashMap<>();
    private final List<FirewallJson.Placed> firewalls = new ArrayList<>();
    private boolean firewallsHidden;

    void add(SubscriptionLook.Seen seen) {
        interfaces.putAll(seen.interfaces());
        publicAddresses.putAll(seen.publicAddresses());
        networks.putAll(seen.networks());
        appliances.putAll(seen.appliances());
        firewalls.addAll(seen.firewalls().values());
        firewallsHidden |= seen.firewallsHidden();
    }

    List<ObservedFirewall> firewalls() {
        return firewalls.stream().map(FirewallJson.Placed::firewall).toList();
    }

    /** Those of them that rules can be written to. */
    List<ObservedNsg> boundaries() {
        return firewalls.stream()
                .map(FirewallJson.Placed::boundary)
                .filter(Objects::nonNull)
                .toList();
    }

    Snapshot of(SubscriptionLook.Vm vm) {
        Set<Unread> unread = EnumSet.noneOf(Unread.class);
        List<NetworkInterface> own = new ArrayList<>();
        List<RouteFirewall> before = new ArrayList<>();
        for (String id : vm.interfaces()) {
            InterfaceJson nic = interfaces.getOrDefault(id.toLowerCase(Locale.ROOT), InterfaceJson.unseen(id));
            String subnetId = nic.nic().subnet();
            Network.Subnet subnet = subnetId == null ? null : subnet(subnetId.toLowerCase(Locale.ROOT));
            if (subnetId != null && subnet == null) {
                unread.add(Unread.SUBNETS);
                unread.add(Unread.ROUTES);
            }
            if (!publicAddresses.keySet().containsAll(nic.publicAddressIds())) {
                unread.add(Unread.PUBLIC_ADDRESSES);
            }
            own.add(nic.whole(publicAddresses, subnet == null ? null : subnet.nsg()));
            if (subnetId != null && subnet != null) {
                firewalls(Network.of(subnetId.toLowerCase(Locale.ROOT)), subnet, unread)
                        .forEach(before::add);
            }
        }
        return new Snapshot(vm.id(), vm.location(), vm.os(), own, strictest(before), unread, vm.tags());
    }

    private Network.@Nullable Subnet subnet(String key) {
        Network network = networks.get(Network.of(key));
        return network == null ? null : network.subnets().get(key);
    }

    /** The firewall that the subnet's default route names, in its own network or in one that is peered with it. */
    private Stream<RouteFirewall> firewalls(String network, Network.Subnet subnet, Set<Unread> unread) {
        String routes = subnet.routeTable();
        if (routes == null) {
            return Stream.empty();
        }
        String address = appliances.get(routes);
        if (address == null) {
            unread.add(Unread.ROUTES);
            return Stream.empty();
        }
        if (address.isEmpty()) {
            return Stream.empty();
        }
        Network own = networks.get(network);
        List<RouteFirewall> found = firewalls.stream()
                .filter(placed -> placed.addresses().contains(address))
                .filter(placed -> placed.networks().contains(network)
                        || (own != null && placed.networks().stream().anyMatch(own.peers()::contains)))
                .map(placed -> routed(placed, unread))
                .toList();
        if (found.isEmpty() && firewallsHidden) {
            unread.add(Unread.ROUTES);
        }
        return found.stream();
    }

    private RouteFirewall routed(FirewallJson.Placed placed, Set<Unread> unread) {
        List<String> subnets = placed.subnets().stream()
                .sorted()
                .map(this::subnet)
                .filter(Objects::nonNull)
                .flatMap(subnet -> subnet.prefixes().stream())
                .filter(Places::isIpv4)
                .distinct()
                .toList();
        String address = placed.front() == null ? "" : publicAddresses.getOrDefault(placed.front(), "");
        if (subnets.isEmpty() || address.isEmpty()) {
            unread.add(Unread.FIREWALL);
        }
        return new RouteFirewall(
                placed.firewall().id(), placed.firewall().ruledByPolicy(), subnets, isIpv4(address) ? address : null);
    }

    private static boolean isIpv4(String prefix) {
        return Prefixes.block(prefix)
                .filter(block -> block.family() == AddressFamily.IPV4)
                .isPresent();
    }

    private static @Nullable RouteFirewall strictest(List<RouteFirewall> firewalls) {
        return firewalls.stream()
                .min(Comparator.comparing((RouteFirewall firewall) -> !firewall.ruledByPolicy())
                        .thenComparing(RouteFirewall::id))
                .orElse(null);
    }
}
