package io.postern.approval.app;

import io.postern.approval.domain.CaseKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The cases that somebody has to look at, and when; they survive every crash. */
public interface Evaluations {
    /** A case to look at now, after so many attempts in vain. */
    record Due(CaseKey key, int attempts) {}

    void schedule(CaseKey key, Instant at);

    /** Takes one that is due, hidden from other takers for a while in case this one dies over it. */
    Optional<Due> take(Instant now, Duration hidden);

    /** Hides one for longer that is still hidden until then; nothing when it was scheduled anew or finished meanwhile. */
    void hide(CaseKey key, Instant until, Instant longer);

    void retry(Due due, Instant at);

    void drop(CaseKey key);
}
