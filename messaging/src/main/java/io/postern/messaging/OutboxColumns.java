package io.postern.messaging;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Rows of the outbox as the parameters of a statement that unnests them: one array a column. */
final class OutboxColumns {
    /** Of these rows alone, in their order. */
    static final String INSERT = """
            INSERT INTO outbox (event_id, source, subject, version, shard, topic, value)
            SELECT event_id, source, subject, version, shard, topic, value
            FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::smallint[], ?::text[], ?::bytea[])
              WITH ORDINALITY AS event (event_id, source, subject, version, shard, topic, value, place)
            ORDER BY place""";

    private final List<OutboxRow> rows;
    private final PreparedStatement statement;
    private int next;

    OutboxColumns(List<OutboxRow> rows, PreparedStatement statement, int next) {
        this.rows = rows;
        this.statement = statement;
        this.next = next;
    }

    /** The place after the last column. */
    int next() {
        return next;
    }

    /** Source, subject and version: what the table of subjects holds. */
    OutboxColumns ofSubject() throws SQLException {
        texts(row -> row.envelope().source().wireName());
        return ofVersion();
    }

    OutboxColumns ofVersion() throws SQLException {
        texts(row -> row.envelope().subject());
        column("int8", row -> row.envelope().version(), Long[]::new);
        return this;
    }

    OutboxColumns ofEvent() throws SQLException {
        texts(row -> row.envelope().id().value());
        ofSubject();
        column("int2", row -> Shard.of(row.envelope().subject()), Short[]::new);
        texts(row -> row.envelope().type().topic().wireName());
        column("bytea", OutboxRow::value, byte[][]::new);
        return this;
    }

    private void texts(Function<OutboxRow, String> value) throws SQLException {
        column("text", value, String[]::new);
    }

    /** An array of the very type goes to the server in its binary form; one of objects would be spelled out. */
    private <T> void column(String type, Function<OutboxRow, T> value, IntFunction<T[]> array) throws SQLException {
        T[] values = rows.stream().map(value).toArray(array);
        statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
    }
}
