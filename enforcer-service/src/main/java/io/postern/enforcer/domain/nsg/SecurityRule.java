package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rule as it stands in an NSG, ours or not. {@code plain} is false when it speaks of application security groups, whose
 * members we do not know: such a rule is taken to match anything.
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
        boolean plain) {
    public SecurityRule {
        sources = List.copyOf(sources);
        sourcePorts = List.copyOf(sourcePorts);
        destinations = List.copyOf(destinations);
        ports = List.copyOf(ports);
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
                && Prefixes.canonical(sources).equals(Prefixes.canonical(shape.sources()))
                && Prefixes.canonical(destinations).equals(Prefixes.canonical(shape.destinations()))
                && spelled(ports).equals(spelled(shape.ports()));
    }

    private boolean protocolsMeet(Protocol other) {
        return protocol.equals("*") || other == Protocol.ANY || protocol.equalsIgnoreCase(other.ruleWord());
    }

    private static Set<String> spelled(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
