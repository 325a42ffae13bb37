package io.postern.messaging;

import io.postern.contracts.event.Envelope;
import io.postern.contracts.id.EventId;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The first event of a subject that nobody has told of before, for a service that writes it in one statement with rows of
 * its own. Its version needs no asking: a subject that turns out to be known already fails the statement, so that events
 * of a subject are in order here as they are with {@link Outbox#append}.
 */
public final class FirstEvent {
    /** Two parts of a WITH clause, whose values {@link #bind} sets. */
    public static final String PARTS = """
            first_of_subject AS (INSERT INTO outbox_subject (source, subject, version) VALUES (?, ?, ?)),
            first_event AS (%s)""".formatted(OutboxRow.INSERT);

    private final OutboxRow row;

    FirstEvent(Envelope envelope) {
        this.row = OutboxRow.of(envelope);
    }

    public EventId id() {
        return row.envelope().id();
    }

    /** Sets the values of {@link #PARTS} from place {@code at} on, and answers the place after them. */
    public int bind(PreparedStatement statement, int at) throws SQLException {
        statement.setString(at, row.envelope().source().wireName());
        statement.setString(at + 1, row.envelope().subject());
        statement.setLong(at + 2, row.envelope().version());
        return row.bind(statement, at + 3);
    }
}
