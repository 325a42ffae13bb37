package io.postern.messaging;

import io.postern.contracts.event.Envelope;
import io.postern.contracts.id.EventId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The first events of new subjects that nobody has told of before, for a service that writes them in one statement with rows
 * of its own. Their versions need no asking: a subject that turns out to be known already fails the statement, so that
 * events of a subject are in order here as they are with {@link Outbox#append}.
 */
public final class FirstEvents {
    /** Two parts of a WITH clause, whose values {@link #bind} sets. */
    public static final String PARTS = """
            first_of_subject AS (INSERT INTO outbox_subject (source, subject, version)
              SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[])),
            first_event AS (INSERT INTO outbox (event_id, source, subject, version, shard, topic, value)
              SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::smallint[], ?::text[], ?::bytea[]))""";

    private final List<OutboxRow> rows;

    FirstEvents(List<Envelope> envelopes) {
        this.rows = envelopes.stream().map(OutboxRow::of).toList();
    }

    public List<EventId> ids() {
        return rows.stream().map(row -> row.envelope().id()).toList();
    }

    /** Sets the values of {@link #PARTS} from place {@code at} on, and answers the place after them. */
    public int bind(PreparedStatement statement, int at) throws SQLException {
        return new OutboxColumns(rows, statement, at).ofSubject().ofEvent().next();
    }
}
