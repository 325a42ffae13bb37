package io.postern.request.domain;

import static io.postern.request.domain.PolicyReason.DURATION_NOT_WHOLE_SECONDS;
import static io.postern.request.domain.PolicyReason.DURATION_OUT_OF_BOUNDS;
import static io.postern.request.domain.PolicyReason.NO_PORTS;
import static io.postern.request.domain.PolicyReason.NO_SOURCES;
import static io.postern.request.domain.PolicyReason.PORT_NAMED_TWICE;
import static io.postern.request.domain.PolicyReason.PUBLIC_ADDRESS_UNREADABLE;
import static io.postern.request.domain.PolicyReason.SOURCE_UNREADABLE;
import static io.postern.request.domain.PolicyReason.TOO_MANY_PORTS;
import static io.postern.request.domain.PolicyReason.TOO_MANY_SOURCES;

import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges the ports that a JIT policy is to offer on one VM: few, each once, from where and for how long at most. */
final class PortRules {
    private static final int MOST_PORTS = 20;
    private static final int MOST_SOURCES = 20;
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final String ANYWHERE = "*";

    private PortRules() {}

    static List<PolicyRefusal> flaws(VmPolicy vm) {
        String name = vm.vm().name();
        List<PolicyRefusal> flaws = new ArrayList<>();
        if (vm.publicIpAddress() != null && !address(vm.publicIpAddress())) {
            flaws.add(new PolicyRefusal(
                    PUBLIC_ADDRESS_UNREADABLE, "The public address of VM " + name + " is not one IP address."));
        }
        if (vm.ports().isEmpty()) {
            flaws.add(new PolicyRefusal(NO_PORTS, "Name at least one port of VM " + name + "."));
        }
        if (vm.ports().size() > MOST_PORTS) {
            flaws.add(new PolicyRefusal(
                    TOO_MANY_PORTS, "No more than " + MOST_PORTS + " ports of VM " + name + " may be named."));
            return flaws;
        }
        Set<PortAccess> seen = new HashSet<>();
        for (PortLimit limit : vm.ports()) {
            String port = "Port " + limit.access().port().number() + " of VM " + name;
            if (!seen.add(limit.access())) {
                flaws.add(new PolicyRefusal(PORT_NAMED_TWICE, port + " is named twice with one protocol."));
            }
            sources(port, limit.allowedSources()).ifPresent(flaws::add);
            duration(port, limit.maxDuration()).ifPresent(flaws::add);
        }
        return flaws;
    }

    private static Optional<PolicyRefusal> sources(String port, List<String> sources) {
        if (sources.isEmpty()) {
            return no(NO_SOURCES, port + " needs at least one allowed source; '*' lets a request name its own.");
        }
        if (sources.size() > MOST_SOURCES) {
            return no(TOO_MANY_SOURCES, port + " may have at most " + MOST_SOURCES + " allowed sources.");
        }
        return sources.stream()
                .flatMap(source -> flaw(source).stream())
                .findFirst()
                .flatMap(flaw -> no(SOURCE_UNREADABLE, port + " has an allowed source that cannot be read: " + flaw));
    }

    private static Optional<String> flaw(String source) {
        if (source.equals(ANYWHERE)) {
            return Optional.empty();
        }
        try {
            Cidr.parse(source);
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of(malformed.getMessage() + ".");
        }
    }

    private static Optional<PolicyRefusal> duration(String port, Duration longest) {
        if (longest.getNano() != 0) {
            return no(DURATION_NOT_WHOLE_SECONDS, port + " has a longest duration that is not in whole seconds.");
        }
        if (longest.compareTo(SHORTEST) < 0 || longest.compareTo(Limits.LONGEST) > 0) {
            return no(
                    DURATION_OUT_OF_BOUNDS,
                    port + " has a longest duration of " + longest + "; it is " + SHORTEST + " to " + Limits.LONGEST
                            + ".");
        }
        return Optional.empty();
    }

    private static boolean address(String text) {
        return text.indexOf('/') < 0 && flaw(text).isEmpty() && !text.equals(ANYWHERE);
    }

    private static Optional<PolicyRefusal> no(PolicyReason reason, String sentence) {
        return Optional.of(new PolicyRefusal(reason, sentence));
    }
}
