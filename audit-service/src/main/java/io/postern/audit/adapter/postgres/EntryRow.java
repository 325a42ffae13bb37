package io.postern.audit.adapter.postgres;

import io.postern.audit.app.TrailEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rows of the trail: index, type, subject, time, leaf and personal values, in this order. */
final class EntryRow {
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private EntryRow() {}

    static TrailEntry read(ResultSet rows) throws SQLException {
        return new TrailEntry(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getObject(4, OffsetDateTime.class).toInstant(),
                rows.getBytes(5),
                Optional.ofNullable(rows.getString(6)));
    }

    static <T> List<T> all(PreparedStatement select, Reader<T> reader, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            select.setObject(i + 1, parameters[i]);
        }
        List<T> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }
}
