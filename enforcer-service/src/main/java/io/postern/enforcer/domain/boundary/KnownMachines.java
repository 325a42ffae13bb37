package io.postern.enforcer.domain.boundary;

import io.postern.contracts.net.AddressFamily;
import io.postern.enforcer.domain.nsg.Match;
import io.postern.enforcer.domain.nsg.Neighbourhood;
import io.postern.enforcer.domain.nsg.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known around an NSG from the VMs behind it: which groups they are in, and that they are in a virtual network. Which
 * other private addresses are in it, or in a group, is not known; a public address is taken to be in neither.
 */
public final class KnownMachines implements Neighbourhood {
    private static final Span PROBE = Span.of("168.63.129.16");
    private static final List<Span> PRIVATE =
            List.of(Span.of("10.0.0.0/8"), Span.of("172.16.0.0/12"), Span.of("192.168.0.0/16"));
    private static final List<Span> NOT_ON_THE_INTERNET = List.of(
            Span.of("10.0.0.0/8"),
            Span.of("172.16.0.0/12"),
            Span.of("192.168.0.0/16"),
            Span.of("0.0.0.0/8"),
            Span.of("100.64.0.0/10"),
            Span.of("127.0.0.0/8"),
            Span.of("169.254.0.0/16"),
            PROBE,
            Span.of("::/127"),
            Span.of("fc00::/7"),
            Span.of("fe80::/10"));

    private final Map<Span, List<Map<String, Match>>> groups = new HashMap<>();

    public KnownMachines(Collection<Machine> machines) {
        for (Machine machine : machines) {
            machine.addresses()
                    .forEach(address -> groups.computeIfAbsent(Span.of(address), _ -> new ArrayList<>())
                            .add(machine.groups().getOrDefault(address, Map.of())));
        }
    }

    @Override
    public Match tag(String tag, Span addresses) {
        return switch (tag) {
            case "virtualnetwork" -> inVirtualNetwork(addresses);
            case "internet" -> onTheInternet(addresses);
            case "azureloadbalancer" -> PROBE.holds(addresses);
            default -> Match.SOME;
        };
    }

    /** Two VMs may have one address, in two networks that share the NSG. */
    @Override
    public Match group(String id, Span addresses) {
        List<Map<String, Match>> known = groups.get(addresses);
        if (known == null) {
            return anyOf(PRIVATE, addresses) || addresses.family() == AddressFamily.IPV6 ? Match.SOME : Match.NO;
        }
        List<Match> each = known.stream()
                .map(member -> member.getOrDefault(id, Match.NO))
                .distinct()
                .toList();
        return each.size() == 1 ? each.getFirst() : Match.SOME;
    }

    private Match inVirtualNetwork(Span addresses) {
        if (groups.containsKey(addresses) || addresses.equals(PROBE)) {
            return Match.ALL;
        }
        boolean perhaps =
                addresses.family() == AddressFamily.IPV6 || anyOf(PRIVATE, addresses) || overlap(PROBE, addresses);
        return perhaps ? Match.SOME : Match.NO;
    }

    private Match onTheInternet(Span addresses) {
        if (groups.containsKey(addresses)
                || NOT_ON_THE_INTERNET.stream().anyMatch(block -> block.holds(addresses) == Match.ALL)) {
            return Match.NO;
        }
        return addresses.family() == AddressFamily.IPV6 || anyOf(NOT_ON_THE_INTERNET, addresses)
                ? Match.SOME
                : Match.ALL;
    }

    private static boolean anyOf(List<Span> blocks, Span addresses) {
        return blocks.stream().anyMatch(block -> overlap(block, addresses));
    }

    private static boolean overlap(Span one, Span other) {
        return one.holds(other) != Match.NO;
    }
}
