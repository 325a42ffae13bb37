package io.postern.expiry.adapter.postgres;

import java.sql.SQLException;

/** Of these moments one is on record as announced, or events are that are newer than the clock: each needs a closer look. */
final class ToldBefore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ToldBefore(SQLException cause) {
        super("told before", cause);
    }
}
