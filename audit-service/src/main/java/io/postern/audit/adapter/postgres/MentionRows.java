package io.postern.audit.adapter.postgres;

import io.postern.audit.domain.Leaf;
import io.postern.audit.domain.Mention;
import io.postern.contracts.id.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is in new leaves, as rows: one for the object id of each person, one for their name. */
final class MentionRows {
    private static final String INSERT = """
            INSERT INTO audit_person (person, time, idx, event_id, tenant, oid, name, owner)
            SELECT person, time, idx, event_id, tenant, oid, name, owner
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                AS come (person, event_id, tenant, oid, name, owner)
            JOIN audit_leaf USING (event_id)
            ON CONFLICT (person, time, idx) DO NOTHING""";

    private record Row(String person, String eventId, Mention mention) {}

    private MentionRows() {}

    static void insert(Connection connection, List<Leaf> leaves) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (Leaf leaf : leaves) {
            for (Mention mention : leaf.people()) {
                Stream.of(mention.id().map(PersonId::oid), mention.name())
                        .flatMap(Optional::stream)
                        .forEach(person -> rows.add(new Row(person, leaf.eventId(), mention)));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            texts(insert, 1, rows, Row::person);
            texts(insert, 2, rows, Row::eventId);
            texts(
                    insert,
                    3,
                    rows,
                    row -> row.mention().id().map(PersonId::tenant).orElse(null));
            texts(insert, 4, rows, row -> row.mention().id().map(PersonId::oid).orElse(null));
            texts(insert, 5, rows, row -> row.mention().name().orElse(null));
            Boolean[] owners = rows.stream().map(row -> row.mention().owner()).toArray(Boolean[]::new);
            insert.setArray(6, connection.createArrayOf("bool", owners));
            insert.executeUpdate();
        }
    }

    private static void texts(
            PreparedStatement insert, int column, List<Row> rows, Function<Row, @Nullable String> value)
            throws SQLException {
        @Nullable Object[] values = rows.stream().map(value).toArray(String[]::new);
        insert.setArray(column, insert.getConnection().createArrayOf("text", values));
    }
}
