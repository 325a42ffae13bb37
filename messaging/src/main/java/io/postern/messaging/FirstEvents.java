package io.postern.messaging;

import io.postern.contracts.event.Envelope;
import io.postern.contracts.id.EventId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

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
        Binding binding = new Binding(statement, at);
        binding.column("text", row -> row.envelope().source().wireName());
        binding.column("text", row -> row.envelope().subject());
        binding.column("int8", row -> row.envelope().version());
        binding.column("text", row -> row.envelope().id().value());
        binding.column("text", row -> row.envelope().source().wireName());
        binding.column("text", row -> row.envelope().subject());
        binding.column("int8", row -> row.envelope().version());
        binding.column("int2", row -> Shard.of(row.envelope().subject()));
        binding.column("text", row -> row.envelope().type().topic().wireName());
        binding.column("bytea", rows.stream().map(OutboxRow::value).toArray(byte[][]::new));
        return binding.next;
    }

    private final class Binding {
        private final PreparedStatement statement;
        private int next;

        Binding(PreparedStatement statement, int next) {
            this.statement = statement;
            this.next = next;
        }

        void column(String type, Function<OutboxRow, Object> value) throws SQLException {
            column(type, rows.stream().map(value).toArray());
        }

        void column(String type, Object[] values) throws SQLException {
            statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
        }
    }
}
