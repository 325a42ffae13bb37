package io.postern.audit.adapter.postgres;

import io.postern.audit.app.Trail;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.TrailPage;
import io.postern.audit.app.TrailQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Finds events of the trail by their keys: a walk along one index, of which those are taken that fit the rest. */
public final class PostgresTrail implements Trail {
    private static final String TIME = "SELECT time FROM audit_leaf WHERE idx = ?";

    private final DataSource database;

    public PostgresTrail(DataSource database) {
        this.database = database;
    }

    @Override
    public TrailPage find(TrailQuery query, int limit) {
        try (Connection connection = database.getConnection()) {
            Optional<Instant> known = Optional.empty();
            if (query.after() >= 0 && TrailWalk.byTime(query)) {
                known = time(connection, query.after());
                if (known.isEmpty()) {
                    return new TrailPage(List.of(), OptionalLong.empty());
                }
            }
            TrailWalk walk = TrailWalk.of(query, known, limit);
            List<Long> walked = walked(connection, walk);
            List<TrailEntry> entries = walked.isEmpty() ? List.of() : taken(connection, query, walked, limit);
            return new TrailPage(entries, next(walk, walked, entries, limit));
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    private static OptionalLong next(TrailWalk walk, List<Long> walked, List<TrailEntry> entries, int limit) {
        if (entries.size() == limit) {
            return OptionalLong.of(entries.getLast().index());
        }
        boolean ended = walked.size() < (walk.all() ? limit : TrailWalk.LONGEST);
        return ended ? OptionalLong.empty() : OptionalLong.of(walked.getLast());
    }

    private static Optional<Instant> time(Connection connection, long index) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TIME)) {
            select.setLong(1, index);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(rows.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
        }
    }

    private static List<Long> walked(Connection connection, TrailWalk walk) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(walk.sql())) {
            bind(select, 1, walk.values());
            List<Long> walked = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    walked.add(rows.getLong(1));
                }
            }
            return walked;
        }
    }

    private static List<TrailEntry> taken(Connection connection, TrailQuery query, List<Long> walked, int limit)
            throws SQLException {
        TrailTake take = TrailTake.of(query, limit);
        try (PreparedStatement select = connection.prepareStatement(take.sql())) {
            select.setArray(1, connection.createArrayOf("int8", walked.toArray()));
            bind(select, 2, take.values());
            try (ResultSet rows = select.executeQuery()) {
                return entries(rows);
            }
        }
    }

    private static void bind(PreparedStatement select, int first, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            select.setObject(first + i, values.get(i));
        }
    }

    private static List<TrailEntry> entries(ResultSet rows) throws SQLException {
        List<TrailEntry> entries = new ArrayList<>();
        while (rows.next()) {
            entries.add(new TrailEntry(
                    rows.getLong(1),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getObject(4, OffsetDateTime.class).toInstant(),
                    rows.getBytes(5),
                    Optional.ofNullable(rows.getString(6)),
                    Optional.ofNullable(rows.getString(7))));
        }
        return entries;
    }
}
