package io.postern.audit.adapter.postgres;

import io.postern.audit.app.SignedOver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Looks for the first checkpoint over each leaf among those that were signed. */
public final class PostgresSignedOver implements SignedOver {
    private static final String FIRST = """
            SELECT idx, (SELECT size FROM audit_checkpoint WHERE size > idx ORDER BY size LIMIT 1)
            FROM unnest(?::bigint[]) AS leaf (idx)""";

    private final DataSource database;

    public PostgresSignedOver(DataSource database) {
        this.database = database;
    }

    @Override
    public Map<Long, Long> leaves(List<Long> indexes) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setArray(1, connection.createArrayOf("int8", indexes.toArray()));
            Map<Long, Long> sizes = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long size = rows.getLong(2);
                    if (!rows.wasNull()) {
                        sizes.put(rows.getLong(1), size);
                    }
                }
            }
            return sizes;
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }
}
