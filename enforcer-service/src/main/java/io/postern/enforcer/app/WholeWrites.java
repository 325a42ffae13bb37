package io.postern.enforcer.app;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Finding;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Where an NSG may be written as a whole. A right that lacks is remembered for a while, so that closing does not stumble over it. */
final class WholeWrites {
    static final Duration RIGHT_LACKS = Duration.ofMinutes(10);
    static final Duration REFUSED = Duration.ofMinutes(1);

    private final Map<BoundaryId, Instead> instead = new ConcurrentHashMap<>();

    /** Where the last one failed. */
    private final Set<BoundaryId> failed = ConcurrentHashMap.newKeySet();

    private record Instead(Instant until, Optional<Finding> finding) {}

    boolean possible(ObservedNsg seen, Instant now) {
        instead.computeIfPresent(seen.id(), (_, known) -> known.until().isAfter(now) ? known : null);
        return seen.original() != null && !instead.containsKey(seen.id());
    }

    void forbidden(BoundaryId boundary, String said, Instant now) {
        Finding finding = new Finding(Finding.Kind.RULES_ONLY, "", PlainWords.rulesOnly(boundary, said));
        instead.put(boundary, new Instead(now.plus(RIGHT_LACKS), Optional.of(finding)));
    }

    /** Something in it does not suit Azure: only one by one it shows what. */
    void refused(BoundaryId boundary, Instant now) {
        instead.put(boundary, new Instead(now.plus(REFUSED), Optional.empty()));
    }

    /**
     * What came of a write that was to remove something, too. No end may hang on a write that fails again and again: what was
     * only not done now, or is too much to go one by one, has one more try, everything else none.
     */
    void tried(BoundaryId boundary, Outcome outcome, boolean many, Instant now) {
        boolean again = switch (outcome) {
            case Outcome.Applied _, Outcome.Throttled _ -> {
                failed.remove(boundary);
                yield true;
            }
            case Outcome.TryLater _ -> failed.add(boundary);
            case Outcome.Unknown _ -> many && failed.add(boundary);
            case Outcome.Refused _ -> false;
        };
        if (!again) {
            failed.remove(boundary);
            refused(boundary, now);
        }
    }

    Optional<Finding> finding(BoundaryId boundary) {
        return Optional.ofNullable(instead.get(boundary)).flatMap(Instead::finding);
    }
}
