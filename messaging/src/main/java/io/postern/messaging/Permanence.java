package io.postern.messaging;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells failures that will repeat for ever from those that pass. */
final class Permanence {
    /** SQLSTATE class "data exception": the values themselves cannot be stored, for example a NUL in a text. */
    private static final String DATA_EXCEPTION = "22";

    private Permanence() {}

    /** Why {@code failure} is permanent, or null if trying again may help. */
    static @Nullable String reasonIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PermanentFailure permanent) {
                return permanent.reason();
            }
            if (cause instanceof SQLException sql && isDataException(sql)) {
                return "holds a value that the database cannot store";
            }
        }
        return null;
    }

    private static boolean isDataException(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith(DATA_EXCEPTION);
    }
}
