package io.postern.audit.adapter.postgres;

import io.postern.audit.app.Leaves;
import io.postern.audit.domain.Leaf;
import io.postern.audit.domain.LeafContent.Personal;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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

    /** A statement of its own: it sees what was committed before the lock was had. */
    private static final String END = """
            SELECT (SELECT coalesce(max(idx) + 1, 0) FROM audit_leaf),
              ARRAY(SELECT event_id FROM audit_leaf WHERE event_id = ANY (?))""";

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
            End end = end(connection, leaves);
            List<PlacedLeaf> added = new ArrayList<>();
            for (Leaf leaf : leaves) {
                if (!end.known().contains(leaf.eventId())) {
                    added.add(new PlacedLeaf(end.next() + added.size(), leaf));
                }
            }
            add(connection, added);
            keep(connection, "audit_personal", added, leaf -> leaf.content().personal());
            keep(
                    connection,
                    "audit_personal_other",
                    added,
                    leaf -> leaf.content().others());
            MentionRows.add(connection, added);
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    /** Where the trail ends, and which of the leaves to come it has already. */
    private record End(long next, Set<String> known) {}

    private static End end(Connection connection, List<Leaf> leaves) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(END)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", leaves.stream().map(Leaf::eventId).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                String[] known = (String[]) rows.getArray(2).getArray();
                return new End(rows.getLong(1), new HashSet<>(List.of(known)));
            }
        }
    }

    private static void add(Connection connection, List<PlacedLeaf> added) throws SQLException {
        CopyRows rows = new CopyRows(
                "audit_leaf",
                "idx",
                "event_id",
                "type",
                "source",
                "subject",
                "request_id",
                "vms",
                "time",
                "leaf",
                "leaf_hash");
        for (PlacedLeaf placed : added) {
            Leaf leaf = placed.leaf();
            rows.row()
                    .number(placed.index())
                    .text(leaf.eventId())
                    .text(leaf.envelope().type().wireName())
                    .text(leaf.envelope().source().wireName())
                    .text(leaf.envelope().subject())
                    .text(leaf.keys().request().map(RequestId::value).orElse(null))
                    .texts(leaf.keys().vms().stream().map(VmId::key).toList())
                    .time(leaf.envelope().time())
                    .bytes(leaf.content().bytes())
                    .bytes(leaf.content().hash().bytes());
        }
        rows.addTo(connection);
    }

    private static void keep(
            Connection connection, String table, List<PlacedLeaf> added, Function<Leaf, Optional<Personal>> part)
            throws SQLException {
        CopyRows rows = new CopyRows(table, "event_id", "salt", "fields");
        for (PlacedLeaf placed : added) {
            part.apply(placed.leaf())
                    .ifPresent(personal -> rows.row()
                            .text(placed.leaf().eventId())
                            .bytes(personal.salt())
                            .text(personal.values()));
        }
        rows.addTo(connection);
    }
}
