package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.Protocol;
import java.util.List;

/** What a rule of ours says, apart from its name and priority; always inbound and from any source port. */
public record RuleShape(
        Access access, Protocol protocol, List<String> sources, List<String> destinations, List<String> ports) {
    public RuleShape {
        sources = List.copyOf(sources);
        destinations = List.copyOf(destinations);
        ports = List.copyOf(ports);
    }
}
