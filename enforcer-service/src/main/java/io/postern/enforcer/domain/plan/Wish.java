package io.postern.enforcer.domain.plan;

import io.postern.contracts.event.Target;
import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access that somebody thinks of asking for. Either a duration or an end. */
public record Wish(
        List<Target> targets,
        List<Cidr> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt) {
    /** How long an approval stays good beyond the access itself; any length does, because no plan lives on it. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    public Wish {
        targets = List.copyOf(targets);
        sources = List.copyOf(sources);
        if ((duration == null) == (endsAt == null)) {
            throw new IllegalArgumentException("access has either a duration or an end");
        }
    }

    /** When an approval given now would be over; asked for only once the length is known to be sensible. */
    public Instant notAfter(Instant now) {
        Instant end = duration != null ? now.plus(duration) : endsAt != null ? endsAt : now;
        return end.plus(GRACE);
    }
}
