package io.postern.portal.domain.access;

import io.postern.portal.domain.WellKnownPort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request as request-service tells it. */
public record AccessRequest(
        String id,
        String state,
        String reason,
        Asker requester,
        List<Target> targets,
        List<String> sources,
        String duration,
        @Nullable Instant endsAt,
        String justification,
        String ticket,
        boolean breakGlass,
        Instant submittedAt,
        @Nullable Approved approved,
        List<Grant> grants,
        List<Prolonging> extensions,
        List<Step> timeline) {
    /** Who asked. */
    public record Asker(String oid, String name) {
        public Asker {
            oid = Given.text(oid);
            name = Given.text(name);
        }
    }

    /** One VM with the ports asked for. */
    public record Target(String vm, List<Integer> ports) {
        public Target {
            ports = Given.list(ports);
        }

        public String name() {
            return Given.name(vm);
        }

        public String portsText() {
            return WellKnownPort.list(ports);
        }
    }

    /** What was approved of it. */
    public record Approved(
            List<Target> targets,
            List<String> sources,
            String duration,
            @Nullable Instant endsAt) {
        public Approved {
            targets = Given.list(targets);
            sources = Given.list(sources);
            duration = Given.text(duration);
        }
    }

    /** A wish to keep it for longer. */
    public record Prolonging(
            int number,
            String state,
            Instant endsAt,
            @Nullable Instant grantedUntil,
            String justification,
            Instant requestedAt) {
        public boolean waits() {
            return state.equals("pending");
        }
    }

    /** A line of its story, in the words of the service. */
    public record Step(Instant at, String what, String detail) {
        public Step {
            what = Given.text(what);
            detail = Given.text(detail);
        }

        public StepLook look() {
            return StepLook.of(what);
        }
    }

    public AccessRequest {
        id = Given.text(id);
        reason = Given.text(reason);
        targets = Given.list(targets);
        sources = Given.list(sources);
        duration = Given.text(duration);
        justification = Given.text(justification);
        ticket = Given.text(ticket);
        grants = Given.list(grants);
        extensions = Given.list(extensions);
        timeline = Given.list(timeline);
    }

    public State stateOf() {
        return State.of(state);
    }

    /** The address of its page. */
    public String path() {
        return "/requests/" + id;
    }

    public String title() {
        return "Request for " + vmNames();
    }

    /** The VMs with their ports, as one line. */
    public String what() {
        return targets.stream()
                .map(target -> target.name() + " on " + target.portsText())
                .collect(Collectors.joining("; "));
    }

    public String vmNames() {
        return targets.stream().map(Target::name).collect(Collectors.joining(", "));
    }

    public String from() {
        return sources(sources);
    }

    /** For how long it was asked, in words; empty where an end was named. */
    public String length() {
        return Given.length(duration).map(Given::words).orElse("");
    }

    /** What of it was approved, if that is less than what was asked for; else empty. */
    public Optional<String> narrowed() {
        Approved given = approved;
        if (given == null || given.targets().equals(targets) && given.sources().equals(sources) && sameLength(given)) {
            return Optional.empty();
        }
        String what = given.targets().stream()
                .map(target -> target.name() + " on " + target.portsText())
                .collect(Collectors.joining("; "));
        String length = Given.length(given.duration())
                .map(Given::words)
                .map(words -> " for " + words)
                .orElse("");
        return Optional.of(what + " from " + sources(given.sources()) + length);
    }

    /** The grants that are not over. */
    public List<Grant> current() {
        return grants.stream().filter(grant -> !grant.isClosed()).toList();
    }

    /** When the access that is open ends first. */
    public Optional<Instant> until() {
        return grants.stream()
                .filter(Grant::isOpen)
                .flatMap(grant -> Optional.ofNullable(grant.until()).stream())
                .min(Instant::compareTo);
    }

    public Optional<Prolonging> waitingExtension() {
        return extensions.stream().filter(Prolonging::waits).reduce((_, later) -> later);
    }

    private boolean sameLength(Approved given) {
        Optional<Duration> asked = Given.length(duration);
        return asked.isEmpty()
                || Given.length(given.duration()).filter(asked.get()::equals).isPresent();
    }

    private static String sources(List<String> blocks) {
        return blocks.stream().map(Given::source).collect(Collectors.joining(", "));
    }
}
