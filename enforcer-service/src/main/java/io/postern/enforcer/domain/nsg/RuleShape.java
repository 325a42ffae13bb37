package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.Protocol;
import java.util.List;

/**
 * What a rule of ours says, apart from its name and priority; always inbound and from any source port. {@code mappings}: how
 * a firewall leads packets to what it allows; none at an NSG.
 */
public record RuleShape(
        Access access,
        Protocol protocol,
        List<String> sources,
        List<String> destinations,
        List<String> ports,
        List<Mapping> mappings) {
    public RuleShape {
        sources = List.copyOf(sources);
        destinations = List.copyOf(destinations);
        ports = List.copyOf(ports);
        mappings = List.copyOf(mappings);
    }

    /** What leads nobody anywhere, and only lets pass or not. */
    public RuleShape(
            Access access, Protocol protocol, List<String> sources, List<String> destinations, List<String> ports) {
        this(access, protocol, sources, destinations, ports, List.of());
    }

    /** The same, with packets led to it. */
    public RuleShape ledBy(List<Mapping> ways) {
        return new RuleShape(access, protocol, sources, destinations, ports, ways);
    }
}
