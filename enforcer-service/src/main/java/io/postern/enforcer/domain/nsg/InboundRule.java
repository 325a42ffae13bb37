package io.postern.enforcer.domain.nsg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An inbound rule made ready to be held against traffic. */
final class InboundRule {
    private final SecurityRule rule;
    private final Function<Transport, Match> transports;
    private final List<PortSpan> sourcePorts = new ArrayList<>();
    private final List<PortSpan> ports = new ArrayList<>();
    private final Match otherSourcePorts;
    private final Match otherPorts;
    private final Parties sources;
    private final Parties destinations;

    InboundRule(SecurityRule rule) {
        this.rule = rule;
        this.transports = Transport.meantBy(rule.protocol());
        this.otherSourcePorts = read(rule.sourcePorts(), sourcePorts);
        this.otherPorts = read(rule.ports(), ports);
        boolean unknown = !rule.plain()
                && rule.sourceGroups().isEmpty()
                && rule.destinationGroups().isEmpty();
        this.sources = new Parties(rule.sources(), rule.sourceGroups(), unknown);
        this.destinations = new Parties(rule.destinations(), rule.destinationGroups(), unknown);
    }

    SecurityRule rule() {
        return rule;
    }

    boolean allows() {
        return rule.access() == Access.ALLOW;
    }

    /** How much of a flow it matches. A packet without ports is matched whatever ports the rule names. */
    Match match(Flow flow, Neighbourhood around) {
        Match match = transports.apply(flow.transport());
        if (match != Match.NO && flow.transport().hasPorts()) {
            match = match.and(hold(ports, otherPorts, flow.ports()));
            match = match == Match.NO ? match : match.and(hold(sourcePorts, otherSourcePorts, flow.sourcePorts()));
        }
        match = match == Match.NO ? match : match.and(destinations.hold(flow.destination(), around));
        return match == Match.NO ? match : match.and(sources.hold(flow.source(), around));
    }

    private static Match hold(List<PortSpan> spans, Match others, PortSpan asked) {
        Match best = others;
        for (PortSpan span : spans) {
            best = best.or(span.holds(asked));
        }
        return best;
    }

    /** What cannot be read may be any port. */
    private static Match read(List<String> words, List<PortSpan> spans) {
        words.forEach(word -> PortSpan.parse(word).ifPresent(spans::add));
        return spans.size() < words.size() ? Match.SOME : Match.NO;
    }
}
