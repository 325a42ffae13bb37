package io.postern.enforcer.domain.posture;

import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.Cidr;
import io.postern.enforcer.domain.nsg.NsgFilter;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The NSGs and firewalls of one look at Azure, and what they let through to the management ports. For one thread. */
public final class Surroundings {
    /** The ports that people manage machines by: SSH, RDP, WinRM. */
    public static final List<Integer> MANAGEMENT_PORTS = List.of(22, 3389, 5985, 5986);

    private final Map<BoundaryId, ObservedNsg> nsgs = new HashMap<>();
    private final Map<String, ObservedFirewall> firewalls = new HashMap<>();
    private final Map<Object, Map<Integer, Screen>> screens = new HashMap<>();
    private final Map<BoundaryId, NsgFilter> filters = new HashMap<>();
    private final Predicate<SecurityRule> foreign;

    /** Only rules that are {@code foreign} count: ours open nothing but what was approved. */
    public Surroundings(
            Collection<ObservedNsg> nsgs, Collection<ObservedFirewall> firewalls, Predicate<SecurityRule> foreign) {
        nsgs.forEach(nsg -> this.nsgs.put(nsg.id(), nsg));
        firewalls.forEach(firewall -> this.firewalls.put(key(firewall.id()), firewall));
        this.foreign = foreign;
    }

    public Optional<ObservedNsg> nsg(BoundaryId id) {
        return Optional.ofNullable(nsgs.get(id));
    }

    /** An NSG made ready to be asked, once for all VMs behind it. */
    public NsgFilter filter(ObservedNsg nsg) {
        return filters.computeIfAbsent(nsg.id(), _ -> new NsgFilter(nsg));
    }

    /** The management ports of an interface that somebody can reach through all its NSGs; one that is not seen is no hindrance. */
    public List<Integer> open(NetworkInterface nic) {
        List<ObservedNsg> way =
                nic.nsgs().stream().flatMap(id -> nsg(id).stream()).toList();
        return MANAGEMENT_PORTS.stream()
                .filter(port -> open(
                        nic,
                        way.stream()
                                .map(nsg -> screen(nsg.id(), nsg.inbound(), port))
                                .toList()))
                .toList();
    }

    /** The management ports of an interface that a firewall lets somebody reach. */
    public List<Integer> openThrough(String firewall, NetworkInterface nic) {
        ObservedFirewall seen = firewalls.get(key(firewall));
        if (seen == null) {
            return List.of();
        }
        return MANAGEMENT_PORTS.stream()
                .filter(port -> seen.translations().stream()
                                .anyMatch(to -> nic.privateAddresses().contains(to.address())
                                        && to.port().equals(String.valueOf(port)))
                        || open(nic, List.of(screen(key(firewall), seen.network(), port))))
                .toList();
    }

    private static boolean open(NetworkInterface nic, List<Screen> way) {
        Set<String> groups = new HashSet<>();
        nic.applicationSecurityGroups().forEach(group -> groups.add(key(group)));
        return nic.privateAddresses().stream()
                .map(address -> new Doorway(Cidr.parse(address), groups))
                .anyMatch(door -> way.stream().allMatch(screen -> screen.mayLetSomebodyIn(door))
                        && Visitors.toTry(way, door.address().family()).stream()
                                .anyMatch(visitor -> way.stream().allMatch(screen -> screen.letsIn(visitor, door))));
    }

    private Screen screen(Object of, List<SecurityRule> rules, int port) {
        return screens.computeIfAbsent(of, _ -> new HashMap<>())
                .computeIfAbsent(
                        port,
                        _ -> new Screen(rules.stream()
                                .filter(rule -> rule.speaksOfTcp(port) && foreign.test(rule))
                                .toList()));
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
