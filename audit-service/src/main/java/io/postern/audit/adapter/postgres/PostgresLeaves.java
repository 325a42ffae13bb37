package io.postern.audit.adapter.postgres;

import io.postern.audit.app.Leaves;
import io.postern.audit.domain.Leaf;
import io.postern.audit.domain.LeafContent.Personal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/** Adds leaves. The lock is held to the commit, so indexes have no gaps and become visible in their order. */
public final class PostgresLeaves implements Leaves {
    /** Statements are planned for the table as it is now: a plan made while it was small would read all of it later. */
    private static final String LOCK = """
            SELECT set_config('plan_cache_mode', 'force_custom_plan', true),
              pg_advisory_xact_lock(hashtext('postern audit_leaf'))""";

    private static final String APPEND = """
            WITH next AS MATERIALIZED (SELECT coalesce(max(idx) + 1, 0) AS idx FROM audit_leaf)
            INSERT INTO audit_leaf
                (idx, event_id, type, source, subject, request_id, vms, time, leaf, leaf_hash)
            SELECT next.idx + row_number() OVER (ORDER BY place) - 1, event_id, type, source, subject, request_id,
                string_to_array(vms, E'\\n'), time::timestamptz, leaf, leaf_hash
            FROM next, unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                ?::bytea[]) WITH ORDINALITY AS come
                (event_id, type, source, subject, request_id, vms, time, leaf, leaf_hash, place)
            WHERE NOT EXISTS (SELECT FROM audit_leaf AS known WHERE known.event_id = come.event_id)
            ORDER BY place RETURNING event_id""";

    private static final String KEEP = """
            INSERT INTO %s (event_id, salt, fields)
            SELECT event_id, salt, fields FROM unnest(?::text[], ?::bytea[], ?::text[]) AS come (event_id, salt, fields)""";

    private static final String KEEP_PERSONAL = KEEP.formatted("audit_personal");
    private static final String KEEP_OTHERS = KEEP.formatted("audit_personal_other");

    private final DataSource database;

    public PostgresLeaves(DataSource database) {
        this.database = database;
    }

    @Override
    public void append(List<Leaf> leaves) {
        try (Connection connection = database.getConnection()) {
            try (Statement lock = connection.createStatement()) {
                lock.execute(LOCK);
            }
            Set<String> appended = insert(connection, leaves);
            List<Leaf> added = leaves.stream()
                    .filter(leaf -> appended.contains(leaf.eventId()))
                    .toList();
            keep(connection, KEEP_PERSONAL, added, leaf -> leaf.content().personal());
            keep(connection, KEEP_OTHERS, added, leaf -> leaf.content().others());
            MentionRows.insert(connection, added);
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    private static Set<String> insert(Connection connection, List<Leaf> leaves) throws SQLException {
        Set<String> appended = new HashSet<>();
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            new LeafColumns(leaves, insert).ofLeaf();
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    appended.add(rows.getString(1));
                }
            }
        }
        return appended;
    }

    private static void keep(
            Connection connection, String sql, List<Leaf> added, Function<Leaf, Optional<Personal>> part)
            throws SQLException {
        List<Leaf> leaves =
                added.stream().filter(leaf -> part.apply(leaf).isPresent()).toList();
        if (leaves.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            new LeafColumns(leaves, insert).ofPersonal(part);
            insert.executeUpdate();
        }
    }
}
