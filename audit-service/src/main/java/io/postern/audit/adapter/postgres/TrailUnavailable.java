package io.postern.audit.adapter.postgres;

import java.sql.SQLException;

/** The database did not answer; what was asked for can be asked again. */
public final class TrailUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrailUnavailable(SQLException cause) {
        super("the trail cannot be reached", cause);
    }
}
