package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rule as it stands in an NSG, ours or not. {@code plain} is false when it speaks of application security groups (their
 * ids, where they are known, in {@code sourceGroups} and {@code destinationGroups}): such a rule is taken to match anything.
 */
public record SecurityRule(
        String name,
        int priority,
        boolean inbound,
        Access access,
        String protocol,
        List<String> sources,
        List<String> sourcePorts,
        List<String> destinations,
        List<String> ports,
        String description,
        boolean plain,
        List<String> sourceGroups,
        List<String> destinationGroups) {
    public SecurityRule {
        sources = List.copyOf(sources);
        sourcePorts = List.copyOf(sourcePorts);
        destinations = List.copyOf(destinations);
        ports = List.copyOf(ports);
        sourceGroups = List.copyOf(sourceGroups);
        destinationGroups = List.copyOf(destinationGroups);
    }

    /** A rule whose groups, if it speaks of any, are not known. */
    public SecurityRule(
            String name,
            int priority,
            boolean inbound,
            Access access,
            String protocol,
            List<String> sources,
            List<String> sourcePorts,
            List<String> destinations,
            List<String> ports,
            String description,
            boolean plain) {
        this(
                name,
                priority,
                inbound,
                access,
                protocol,
                sources,
                sourcePorts,
                destinations,
                ports,
                description,
                plain,
                List.of(),
                List.of());
    }

    public boolean isCalled(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Whether some packet could match both this rule and {@code shape}. In doubt yes. */
    public boolean mayMeet(RuleShape shape) {
        return inbound
                && protocolsMeet(shape.protocol())
                && PortRanges.meet(ports, shape.ports())
                && (!plain
                        || (Prefixes.meet(destinations, shape.destinations())
                                && Prefixes.meet(sources, shape.sources())));
    }

    /** Whether this rule says exactly what {@code shape} says. */
    public boolean says(RuleShape shape) {
        return plain
                && inbound
                && access == shape.access()
                && protocol.equalsIgnoreCase(shape.protocol().ruleWord())
                && sourcePorts.equals(List.of("*"))
                && (ports.equals(shape.ports()) || spelled(ports).equals(spelled(shape.ports())))
                && Prefixes.same(sources, shape.sources())
                && Prefixes.same(destinations, shape.destinations());
    }

    /** Whether this rule speaks of one port of TCP. */
    public boolean speaksOfTcp(int port) {
        return (protocol.equals("*") || protocol.equalsIgnoreCase("Tcp")) && PortRanges.hold(ports, port);
    }

    private boolean protocolsMeet(Protocol other) {
        return protocol.equals("*") || other == Protocol.ANY || protocol.equalsIgnoreCase(other.ruleWord());
    }

    private static Set<String> spelled(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
