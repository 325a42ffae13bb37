package io.postern.messaging;

import java.sql.SQLException;

/** The service's database refused or did not answer; the transaction around it must roll back. */
public final class DatabaseFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseFailure(String message, SQLException cause) {
        super(message, cause);
    }
}
