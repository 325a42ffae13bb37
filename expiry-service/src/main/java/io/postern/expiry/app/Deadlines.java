package io.postern.expiry.app;

import io.postern.contracts.id.GrantId;
import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The deadlines on record, which the database's clock judges. */
public interface Deadlines {
    /** Makes this the grant's one armed deadline. A deadline that was announced before stays announced. */
    void arm(Deadline deadline);

    /** The grant is closed, for whatever reason: nothing of it is armed any more. */
    void end(GrantId grant);

    /** The armed moments that follow on this one within a time from now, the next ones first. */
    Page ahead(Optional<Moment> after, Duration within, int atMost);

    /**
     * Announces, in one transaction, those of these moments that are still armed and have come. A moment that somebody else
     * is announcing is left to them. One outcome each, in their order.
     */
    List<Outcome> announce(List<Moment> moments);

    /** Deletes some of the rows that have been over for this long; how many. */
    int forget(Duration over, int atMost);

    /** Some moments, and an instant that the database's clock had reached when it was asked; none when it found nothing. */
    record Page(List<Moment> moments, Optional<Instant> now) {
        public Page {
            moments = List.copyOf(moments);
        }
    }

    /** What became of a moment. */
    sealed interface Outcome {
        record Announced() implements Outcome {}

        /** It is not armed any more. */
        record Gone() implements Outcome {}

        /** The database's clock has not reached it. */
        record Early(Duration left) implements Outcome {}

        /** Another transaction holds it. */
        record Held() implements Outcome {}
    }
}
