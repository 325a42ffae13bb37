package io.postern.audit.adapter.postgres;

import io.postern.audit.app.Leaves;
import io.postern.audit.domain.Leaf;
import io.postern.audit.domain.LeafContent.Personal;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Adds leaves. The lock is held to the commit, so indexes have no gaps and become visible in their order. */
public final class PostgresLeaves implements Leaves {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('postern audit_leaf'))";

    private static final String APPEND = """
            INSERT INTO audit_leaf
                (idx, event_id, type, source, subject, request_id, vms, time, leaf, leaf_hash)
            SELECT coalesce(max(idx) + 1, 0), ?, ?, ?, ?, ?, ?, ?, ?, ? FROM audit_leaf
            ON CONFLICT (event_id) DO NOTHING""";

    private static final String KEEP_PERSONAL = "INSERT INTO audit_personal (event_id, salt, fields) VALUES (?, ?, ?)";

    private final DataSource database;

    public PostgresLeaves(DataSource database) {
        this.database = database;
    }

    @Override
    public void append(Leaf leaf) {
        try (Connection connection = database.getConnection()) {
            try (Statement lock = connection.createStatement()) {
                lock.execute(LOCK);
            }
            if (insert(connection, leaf) && leaf.content().personal().isPresent()) {
                keep(connection, leaf, leaf.content().personal().get());
            }
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    private static boolean insert(Connection connection, Leaf leaf) throws SQLException {
        var envelope = leaf.envelope();
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            insert.setString(1, envelope.id().value());
            insert.setString(2, envelope.type().wireName());
            insert.setString(3, envelope.source().wireName());
            insert.setString(4, envelope.subject());
            insert.setString(5, leaf.keys().request().map(RequestId::value).orElse(null));
            Object[] vms = leaf.keys().vms().stream().map(VmId::key).toArray();
            insert.setArray(6, connection.createArrayOf("text", vms));
            insert.setObject(7, envelope.time().atOffset(ZoneOffset.UTC));
            insert.setBytes(8, leaf.content().bytes());
            insert.setBytes(9, leaf.content().hash().bytes());
            return insert.executeUpdate() == 1;
        }
    }

    private static void keep(Connection connection, Leaf leaf, Personal personal) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP_PERSONAL)) {
            insert.setString(1, leaf.envelope().id().value());
            insert.setBytes(2, personal.salt());
            insert.setString(3, personal.values());
            insert.executeUpdate();
        }
    }
}
