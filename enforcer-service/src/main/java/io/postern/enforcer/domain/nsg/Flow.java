package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import java.util.ArrayList;
import java.util.List;

/** Packets towards a VM that differ in nothing but addresses of a block and ports of a range; one packet is the least of them. */
public record Flow(Span source, PortSpan sourcePorts, Span destination, PortSpan ports, Transport transport) {
    private static final Span ANYWHERE_4 = Span.of("0.0.0.0/0");
    private static final Span ANYWHERE_6 = Span.of("::/0");

    /** One packet. */
    public static Flow packet(Cidr source, int sourcePort, Cidr destination, int port, Transport transport) {
        return new Flow(Span.of(source), PortSpan.of(sourcePort), Span.of(destination), PortSpan.of(port), transport);
    }

    /** All that a rule of ours speaks of. */
    static List<Flow> of(RuleShape shape) {
        List<Flow> flows = new ArrayList<>();
        for (String to : shape.destinations()) {
            Span destination = Span.of(to);
            for (String from : shape.sources()) {
                Span source = from.equals("*") ? anywhere(destination.family()) : Span.of(from);
                for (String port : shape.ports()) {
                    PortSpan ports = PortSpan.parse(port).orElseThrow();
                    Transport.of(shape.protocol())
                            .forEach(by -> flows.add(new Flow(source, PortSpan.EVERY, destination, ports, by)));
                }
            }
        }
        return flows;
    }

    private static Span anywhere(AddressFamily family) {
        return family == AddressFamily.IPV4 ? ANYWHERE_4 : ANYWHERE_6;
    }
}
