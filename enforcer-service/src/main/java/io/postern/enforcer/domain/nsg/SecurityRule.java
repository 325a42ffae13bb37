package io.postern.enforcer.domain.nsg;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rule as it stands in an NSG, ours or not, or a network rule of a firewall. {@code plain} is false when it speaks of
 * application security groups: their ids are in {@code sourceGroups} and {@code destinationGroups}, and if both are empty,
 * nobody knows which. {@code mappings} are the DNAT rules of the same name at a firewall.
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
        List<String> destinationGroups,
        List<Mapping> mappings) {
    public SecurityRule {
        sources = List.copyOf(sources);
        sourcePorts = List.copyOf(sourcePorts);
        destinations = List.copyOf(destinations);
        ports = List.copyOf(ports);
        sourceGroups = List.copyOf(sourceGroups);
        destinationGroups = List.copyOf(destinationGroups);
        mappings = List.copyOf(mappings);
    }

    /** A rule that leads nobody anywhere. */
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
            boolean plain,
            List<String> sourceGroups,
            List<String> destinationGroups) {
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
                sourceGroups,
                destinationGroups,
                List.of());
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

    /** Whether this rule says exactly what {@code shape} says. */
    public boolean says(RuleShape shape) {
        return plain
                && inbound
                && access == shape.access()
                && protocol.equalsIgnoreCase(shape.protocol().ruleWord())
                && sourcePorts.equals(List.of("*"))
                && (ports.equals(shape.ports()) || spelled(ports).equals(spelled(shape.ports())))
                && Prefixes.same(sources, shape.sources())
                && Prefixes.same(destinations, shape.destinations())
                && Set.copyOf(mappings).equals(Set.copyOf(shape.mappings()));
    }

    /** Whether this rule speaks of one port of TCP. */
    public boolean speaksOfTcp(int port) {
        return (protocol.equals("*") || protocol.equalsIgnoreCase("Tcp"))
                && ports.stream()
                        .anyMatch(words -> PortSpan.parse(words)
                                .map(span -> span.holds(PortSpan.of(port)) == Match.ALL)
                                .orElse(true));
    }

    private static Set<String> spelled(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
