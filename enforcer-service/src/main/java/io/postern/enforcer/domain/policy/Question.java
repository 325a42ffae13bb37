package io.postern.enforcer.domain.policy;

import io.postern.contracts.id.VmId;
import java.time.Duration;

/**
 * Whether a VM is still protected as far as it is kept shut. Each event that raises the question gives it a new number, so
 * that an answer to an older one is known to be stale.
 */
public record Question(VmId vm, long number, int tries) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** How long to wait after this try before the next. */
    public Duration pause() {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.clamp(tries - 1L, 0, 16));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
