package io.postern.enforcer.domain.grant;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The end of a grant's window: a whole second, fixed when the intent is recorded, and never past the approval's notAfter. */
public final class WindowEnd {
    /** With less than this left a rule is not sent any more: it might land after its own end. */
    public static final Duration LEAST_LEFT = Duration.ofSeconds(2);

    private WindowEnd() {}

    /** The end if the rule were written now; empty when it is too late to write it at all. */
    public static Optional<Instant> fixedAt(GrantTerms terms, Instant now) {
        Duration duration = terms.duration();
        Instant end = duration == null
                ? absolute(terms).orElse(terms.notAfter())
                : ofBoth(roundedUp(now.plus(duration)), terms.notAfter());
        return leavesTimeToWrite(end, now) ? Optional.of(end) : Optional.empty();
    }

    /** The end of terms that name one, which does not depend on when the rule is written; empty where a duration does. */
    public static Optional<Instant> absolute(GrantTerms terms) {
        Instant endsAt = terms.endsAt();
        return endsAt == null ? Optional.empty() : Optional.of(ofBoth(endsAt, terms.notAfter()));
    }

    private static Instant ofBoth(Instant wished, Instant bound) {
        return (wished.isBefore(bound) ? wished : bound).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether a write that is sent now can be expected to land well before the end. */
    public static boolean leavesTimeToWrite(Instant end, Instant now) {
        return !now.plus(LEAST_LEFT).isAfter(end);
    }

    private static Instant roundedUp(Instant instant) {
        Instant floor = instant.truncatedTo(ChronoUnit.SECONDS);
        return floor.equals(instant) ? floor : floor.plusSeconds(1);
    }
}
