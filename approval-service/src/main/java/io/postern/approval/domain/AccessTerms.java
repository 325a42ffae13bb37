package io.postern.approval.domain;

import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be opened, from where and for how long: for a duration, until an end, or for a duration that an end may cut
 * short.
 */
public record AccessTerms(
        List<Target> targets,
        List<Cidr> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt) {
    public AccessTerms {
        targets = List.copyOf(targets);
        sources = List.copyOf(sources);
        if (duration == null && endsAt == null) {
            throw new IllegalArgumentException("access ends");
        }
    }

    public static AccessTerms of(RequestSubmitted request) {
        return new AccessTerms(request.targets(), request.personal().sources(), request.duration(), request.endsAt());
    }

    /** What both these terms and the narrowing allow; empty when that is nothing. A VM without a port left drops out. */
    Optional<AccessTerms> narrowedBy(Narrowing narrowing) {
        List<Target> fewer = narrowing.ports() == null ? targets : only(narrowing.ports());
        List<Cidr> smaller = narrowing.sources() == null ? sources : Blocks.intersection(sources, narrowing.sources());
        if (fewer.isEmpty() || smaller.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AccessTerms(fewer, smaller, shorter(narrowing.duration()), endsAt));
    }

    AccessTerms until(Instant end) {
        return new AccessTerms(targets, sources, duration, endsAt == null || end.isBefore(endsAt) ? end : endsAt);
    }

    private List<Target> only(List<Port> ports) {
        return targets.stream()
                .map(target -> new Left(
                        target,
                        target.ports().stream()
                                .filter(access -> ports.contains(access.port()))
                                .toList()))
                .filter(left -> !left.ports().isEmpty())
                .map(left -> new Target(left.target().vm(), left.ports()))
                .toList();
    }

    private @Nullable Duration shorter(@Nullable Duration most) {
        if (most == null || duration == null) {
            return duration == null ? most : duration;
        }
        return most.compareTo(duration) < 0 ? most : duration;
    }

    private record Left(Target target, List<PortAccess> ports) {}
}
