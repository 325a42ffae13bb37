package io.postern.audit.domain.siem;

import io.postern.contracts.event.Target;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ports, targets and addresses as text. */
final class Ports {
    private Ports() {}

    /** Such as {@code tcp/22}. */
    static List<String> text(List<PortAccess> ports) {
        return ports.stream().map(Ports::text).toList();
    }

    static String text(PortAccess port) {
        String protocol =
                port.protocol() == Protocol.ANY ? "any" : port.protocol().policyWord();
        return protocol.toLowerCase(Locale.ROOT) + "/" + port.port().number();
    }

    static List<Map<String, Object>> targets(List<Target> targets) {
        return targets.stream()
                .map(target -> Fields.of("vm", target.vm().value())
                        .with("ports", text(target.ports()))
                        .map())
                .toList();
    }

    static List<String> addresses(List<Cidr> sources) {
        return sources.stream().map(Cidr::toString).toList();
    }
}
