package io.postern.portal.domain.access;

import io.postern.portal.domain.WellKnownPort;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What somebody who asks for access to a VM has to know of it. */
public record AskedVm(
        String id,
        String name,
        String location,
        String os,
        String list,
        String health,
        String healthReason,
        List<Port> ports,
        List<Nic> interfaces) {
    /** A port that the JIT policy offers, from where, and for how long at most. */
    public record Port(int port, String protocol, List<String> allowedSources, String maxDuration) {
        public Port {
            protocol = Given.text(protocol);
            allowedSources = Given.list(allowedSources);
            maxDuration = Given.text(maxDuration);
        }

        public String text() {
            return WellKnownPort.text(port);
        }

        public String protocolText() {
            return protocol.equals("*") ? "TCP and UDP" : protocol;
        }

        public String longestText() {
            return Given.words(longest());
        }

        /** From where it may be asked for; empty when that is up to each request. */
        public String allowedText() {
            return allowedSources.contains("*") ? "" : String.join(", ", allowedSources);
        }

        Duration longest() {
            return Given.length(maxDuration).orElse(Duration.ZERO);
        }
    }

    /** A network interface. */
    public record Nic(List<String> privateAddresses, List<String> publicAddresses) {
        public Nic {
            privateAddresses = Given.list(privateAddresses);
            publicAddresses = Given.list(publicAddresses);
        }
    }

    public AskedVm {
        name = Given.text(name);
        location = Given.text(location);
        os = Given.text(os);
        list = Given.text(list);
        health = Given.text(health);
        healthReason = Given.text(healthReason);
        ports = Given.list(ports);
        interfaces = Given.list(interfaces);
    }

    /** As little of it as a form that was sent says by itself. */
    public static AskedVm unseen(Wish wish) {
        return new AskedVm(
                wish.vm(),
                wish.vmName(),
                "",
                "",
                "",
                "",
                "",
                wish.ports().stream()
                        .map(port -> new Port(port, "", List.of(), ""))
                        .toList(),
                List.of());
    }

    /** Whether a JIT policy offers anything. */
    public boolean offers() {
        return !ports.isEmpty();
    }

    /** The longest that any of its ports may be asked for. */
    public Duration longest() {
        return ports.stream().map(Port::longest).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    public String resourceGroup() {
        String[] parts = id.split("/", -1);
        return parts.length > 4 ? parts[4] : "";
    }

    /** Where it is reached: by a public address if it has one. */
    Optional<String> address() {
        return interfaces.stream()
                .flatMap(nic -> nic.publicAddresses().stream())
                .findFirst()
                .or(() -> interfaces.stream()
                        .flatMap(nic -> nic.privateAddresses().stream())
                        .findFirst());
    }
}
