package io.postern.messaging;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells failures that will repeat for ever from those that pass. */
final class Permanence {
    /**
     * The values themselves cannot be stored. 22: data exception, for example a NUL in a text. 54: program limit, for
     * example a text too long for an index. 23502 and 23514: a null or a value that the table forbids; not all of class
     * 23, because a row that is missing or in the way may come or go.
     */
    private static final Pattern UNSTORABLE = Pattern.compile("22...|54...|23502|23514");

    private Permanence() {}

    /** Why {@code failure} is permanent, or null if trying again may help. */
    static @Nullable String reasonIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PermanentFailure permanent) {
                return permanent.reason();
            }
            if (cause instanceof SQLException sql && isUnstorable(sql)) {
                return "holds a value that the database cannot store";
            }
        }
        return null;
    }

    private static boolean isUnstorable(SQLException e) {
        return e.getSQLState() != null && UNSTORABLE.matcher(e.getSQLState()).matches();
    }
}
