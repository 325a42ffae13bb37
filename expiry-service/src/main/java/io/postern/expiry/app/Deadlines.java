package io.postern.expiry.app;

import io.postern.contracts.id.GrantId;
import io.postern.expiry.domain.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The deadlines on record. */
public interface Deadlines {
    /** Makes this the grant's one armed deadline. A deadline that was announced before stays announced. */
    void arm(Deadline deadline);

    /** The grant is closed, for whatever reason: nothing of it is armed any more. */
    void end(GrantId grant);

    /** Armed deadlines that are due, oldest first, held against everybody else until the transaction ends. */
    List<Deadline> takeDue(Instant now, int limit);

    /** Notes that a deadline taken in this transaction is announced, once and for all. */
    void announced(Deadline deadline, Instant now);

    /** The next armed deadline. */
    Optional<Instant> next();
}
