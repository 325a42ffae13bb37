package io.postern.approval.adapter.rest;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that somebody thinks of making: exactly one of duration and endsAt is set. */
public record ForecastBody(
        List<Wanted> targets,
        @Nullable List<Cidr> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        @Nullable String justification,
        @Nullable String ticket,
        @Nullable Boolean breakGlass) {
    private static final int MOST = 20;

    public ForecastBody {
        if (targets == null || targets.isEmpty() || targets.size() > MOST || targets.contains(null)) {
            throw new IllegalArgumentException("name 1 to " + MOST + " targets");
        }
        if (sources != null && (sources.size() > MOST || sources.contains(null))) {
            throw new IllegalArgumentException("name at most " + MOST + " sources");
        }
        if ((duration == null) == (endsAt == null)) {
            throw new IllegalArgumentException("give either 'duration' or 'endsAt'");
        }
        if (duration != null && !duration.isPositive()) {
            throw new IllegalArgumentException("access lasts longer than nothing");
        }
    }

    /** One VM with the ports thought of. */
    public record Wanted(VmId vm, List<PortAccess> ports) {
        public Wanted {
            if (vm == null || ports == null || ports.isEmpty() || ports.size() > MOST || ports.contains(null)) {
                throw new IllegalArgumentException("a target has a 'vm' and 1 to " + MOST + " 'ports'");
            }
            if (ports.stream().distinct().count() != ports.size()) {
                throw new IllegalArgumentException("a port is named twice");
            }
        }
    }

    /** What that person would submit; its id and nonce stand for nothing. */
    RequestSubmitted by(PersonId requester, String name) {
        return new RequestSubmitted(
                RequestId.next(),
                requester,
                targets.stream()
                        .map(wanted -> new Target(wanted.vm(), wanted.ports()))
                        .toList(),
                duration,
                endsAt,
                ticket,
                Boolean.TRUE.equals(breakGlass) ? true : null,
                new RequestSubmitted.Personal(
                        name,
                        sources == null ? List.of() : sources,
                        justification == null ? "" : justification,
                        "forecast"));
    }
}
