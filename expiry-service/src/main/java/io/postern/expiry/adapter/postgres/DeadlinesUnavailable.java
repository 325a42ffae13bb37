package io.postern.expiry.adapter.postgres;

import java.sql.SQLException;

/** The database did not answer; what was asked for can be asked again. */
public final class DeadlinesUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadlinesUnavailable(SQLException cause) {
        super("the deadlines cannot be reached", cause);
    }
}
