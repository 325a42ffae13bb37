package io.postern.portal.domain.machine;

import java.util.List;
import java.util.stream.Collectors;

/** The deny rules that would keep the ports of a policy shut, and what gets past them. */
public record DenyPreview(boolean known, boolean possible, String reason, String detail, List<Boundary> boundaries) {
    /** The rules in one network security group. */
    public record Boundary(String nsg, List<Rule> rules, List<String> bypasses) {
        public Boundary {
            rules = Blank.list(rules);
            bypasses = Blank.list(bypasses);
        }

        public String name() {
            return Blank.name(nsg);
        }
    }

    /** One rule as Azure will hold it. */
    public record Rule(
            String name,
            int priority,
            String direction,
            String access,
            String protocol,
            List<String> ports,
            List<String> sources,
            List<String> destinations,
            boolean stands) {
        public Rule {
            ports = Blank.list(ports);
            sources = Blank.list(sources);
            destinations = Blank.list(destinations);
        }

        public String portWords() {
            return String.join(", ", ports);
        }

        public String protocolWord() {
            return protocol.equals("*") ? "Any" : protocol;
        }

        public String sourceWords() {
            return sources.stream().map(Rule::any).collect(Collectors.joining(", "));
        }

        public String destinationWords() {
            return destinations.stream().map(Rule::any).collect(Collectors.joining(", "));
        }

        private static String any(String prefix) {
            return prefix.equals("*") ? "Any" : prefix;
        }
    }

    /** No rule about anything. */
    public static final DenyPreview NONE = new DenyPreview(true, true, "", "", List.of());

    public DenyPreview {
        reason = Blank.text(reason);
        detail = Blank.text(detail);
        boundaries = Blank.list(boundaries);
    }

    public List<String> bypasses() {
        return boundaries.stream()
                .flatMap(boundary -> boundary.bypasses().stream())
                .distinct()
                .toList();
    }

    public boolean isBypassed() {
        return !bypasses().isEmpty();
    }

    /** Whether all its rules are in place. */
    public boolean isStanding() {
        return boundaries.stream()
                .flatMap(boundary -> boundary.rules().stream())
                .allMatch(Rule::stands);
    }

    /** Whether there is any rule to show. */
    public boolean isWritten() {
        return boundaries.stream().anyMatch(boundary -> !boundary.rules().isEmpty());
    }
}
