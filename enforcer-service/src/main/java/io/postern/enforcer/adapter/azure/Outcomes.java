package io.postern.enforcer.adapter.azure;

import io.postern.arm.Backoff;
import io.postern.arm.Verdict;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.WriteBudget;
import io.postern.enforcer.domain.boundary.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Says in the enforcer's words what a verdict on a write means, and how long to wait for an NSG that others are busy with. */
final class Outcomes {
    private static final Duration UNSENT = Duration.ofSeconds(1);
    private static final Duration THROTTLED = Duration.ofSeconds(5);

    private final Backoff backoff;
    private final Map<BoundaryId, Integer> busy = new ConcurrentHashMap<>();

    Outcomes(Backoff backoff) {
        this.backoff = backoff;
    }

    Outcome of(BoundaryId boundary, Verdict verdict, @Nullable String correlationId) {
        if (verdict.meaning() != Verdict.Meaning.BUSY) {
            busy.remove(boundary);
        }
        String said = verdict.said();
        return switch (verdict.meaning()) {
            case DONE -> new Outcome.Applied(correlationId);
            case PRIORITY_TAKEN -> new Outcome.Refused(Outcome.Reason.PRIORITY_TAKEN, said);
            case GONE -> new Outcome.Refused(Outcome.Reason.BOUNDARY_GONE, said);
            case FORBIDDEN -> new Outcome.Refused(Outcome.Reason.FORBIDDEN, said);
            case LOCKED -> new Outcome.Refused(Outcome.Reason.LOCKED, said);
            case DISALLOWED -> new Outcome.Refused(Outcome.Reason.DISALLOWED, said);
            case INVALID -> new Outcome.Refused(Outcome.Reason.INVALID, said);
            case CHANGED -> new Outcome.TryLater(Duration.ZERO, said);
            case BUSY -> new Outcome.TryLater(pause(boundary, verdict.retryAfter()), said);
            case UNSENT -> new Outcome.TryLater(UNSENT, said);
            case THROTTLED -> new Outcome.Throttled(meant(verdict.retryAfter().orElse(THROTTLED)), said);
            case RUNNING, UNKNOWN ->
                new Outcome.Unknown(said, verdict.retryAfter().orElse(Duration.ZERO));
        };
    }

    private static Duration meant(Duration asked) {
        return asked.compareTo(WriteBudget.LONGEST_BLOCK) > 0 ? WriteBudget.LONGEST_BLOCK : asked;
    }

    private Duration pause(BoundaryId boundary, Optional<Duration> retryAfter) {
        return backoff.pause(busy.merge(boundary, 1, Integer::sum), retryAfter);
    }
}
