package io.postern.messaging;

import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.id.EventId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The next events of their subjects, for a service that writes them in one statement with rows of its own, which also says
 * which of them are true. Their versions are the clock's, which nobody needs to ask for: a subject that is past it already fails the
 * statement, so that events of a subject are in order here as they are with {@link Outbox#append}.
 */
public final class NextEvents {
    /**
     * Parts of a WITH clause, whose values {@link #bind} sets. They write those of the events whose places, counted from one, a
     * part before them, {@code told}, names. All of their subjects are locked, in one order, before the first id is drawn: no
     * row is looked at before they are counted. The count within the version alone would come too late, as the id stands before it
     * in the row. Who is told is looked up and not joined, for which no planner has to guess how many they are.
     */
    public static final String PARTS = """
            told_subject AS MATERIALIZED (SELECT subject, max(version) AS version
              FROM unnest(?::text[], ?::bigint[]) WITH ORDINALITY AS event (subject, version, place)
              WHERE (place IN (SELECT place FROM told)) IS TRUE GROUP BY subject),
            next_of_subject AS (INSERT INTO outbox_subject AS known (source, subject, version)
              SELECT ?, subject, version FROM told_subject ORDER BY subject
              ON CONFLICT (source, subject) DO UPDATE SET version = excluded.version WHERE known.version < ?
              RETURNING 1),
            next_event AS (INSERT INTO outbox (event_id, source, subject, version, shard, topic, value)
              SELECT event_id, source, subject,
                CASE WHEN (SELECT count(*) FROM next_of_subject) = (SELECT count(*) FROM told_subject) THEN version END,
                shard, topic, value
              FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::smallint[], ?::text[], ?::bytea[])
                WITH ORDINALITY AS event (event_id, source, subject, version, shard, topic, value, place)
              WHERE (SELECT count(*) FROM next_of_subject) >= 0 AND (place IN (SELECT place FROM told)) IS TRUE)""";

    /** What the database says of a version that is none. */
    private static final String NOT_NULL_VIOLATION = "23502";

    private final Source source;
    private final long first;
    private final List<OutboxRow> rows;
    private final Runnable begun;

    /** {@code begun} hears that a transaction is about to write them. */
    NextEvents(Source source, long first, Instant now, List<? extends PosternEvent> events, Runnable begun) {
        this.begun = begun;
        this.source = source;
        this.first = first;
        Map<String, Long> last = new HashMap<>();
        this.rows = new ArrayList<>(events.size());
        for (PosternEvent event : events) {
            long version = last.merge(event.subject(), first, (before, _) -> before + 1);
            rows.add(OutboxRow.of(new Envelope(EventId.next(), source, version, now, event)));
        }
    }

    /**
     * Sets the values of {@link #PARTS} from place {@code at} on, and answers the place after them; outside of a transaction
     * this is an {@link IllegalStateException}.
     */
    public int bind(PreparedStatement statement, int at) throws SQLException {
        begun.run();
        int source = new OutboxColumns(rows, statement, at).ofVersion().next();
        statement.setString(source, this.source.wireName());
        statement.setLong(source + 1, first);
        return new OutboxColumns(rows, statement, source + 2).ofEvent().next();
    }

    /** Whether the statement failed because a subject had a version as high already: it is {@link Outbox#append}'s turn. */
    public static boolean wereOvertaken(SQLException failure) {
        return NOT_NULL_VIOLATION.equals(failure.getSQLState());
    }
}
