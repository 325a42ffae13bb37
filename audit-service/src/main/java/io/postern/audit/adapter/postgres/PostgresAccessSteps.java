package io.postern.audit.adapter.postgres;

import io.postern.audit.app.AccessSteps;
import io.postern.audit.domain.AccessStep;
import io.postern.audit.domain.Door;
import io.postern.contracts.event.EventType;
import io.postern.contracts.id.RequestId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Finds the leaves about a request's access and reads from each what a receipt says of it. */
public final class PostgresAccessSteps implements AccessSteps {
    /** A list of one request has no more than this of it; a receipt that left steps out would be false. */
    private static final int MOST = 10_000;

    private static final String FIND = """
            SELECT idx, type, time, data->>'notAfter', data->>'grantId', data->>'from', data->>'until',
                   data->>'ruleName', data->>'vm', data->>'reason', data->>'endsAt',
                   CASE WHEN data->>'extension' IS NULL THEN data->>'duration' END,
                   ARRAY(SELECT coalesce(target->>'vm', data->>'vm') || '|' || (port->>'port') || '/' || (port->>'protocol')
                         FROM json_array_elements(coalesce(data->'targets', json_build_array(data))) AS target,
                              json_array_elements(coalesce(target->'ports', '[]')) AS port)
            FROM (SELECT idx, type, time,
                         CASE WHEN type IN (?, ?, ?, ?) THEN convert_from(leaf, 'UTF8')::json->'data' END AS data
                  FROM audit_leaf WHERE request_id = ? ORDER BY idx LIMIT ?) AS leaves""";

    private final DataSource database;

    public PostgresAccessSteps(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<List<AccessStep>> of(RequestId request) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, EventType.APPROVED.wireName());
            select.setString(2, EventType.RULES_APPLIED.wireName());
            select.setString(3, EventType.RULES_REMOVED.wireName());
            select.setString(4, EventType.ENFORCEMENT_REFUSED.wireName());
            select.setString(5, request.value());
            select.setInt(6, MOST + 1);
            List<AccessStep> steps = new ArrayList<>();
            int found = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found++;
                    step(rows).ifPresent(steps::add);
                }
            }
            if (found > MOST) {
                throw new IllegalStateException("request " + request + " has more leaves than a receipt can name");
            }
            return found == 0 ? Optional.empty() : Optional.of(steps);
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }

    private static Optional<AccessStep> step(ResultSet row) throws SQLException {
        long leaf = row.getLong(1);
        Instant at = row.getObject(3, OffsetDateTime.class).toInstant();
        String type = row.getString(2);
        if (type.equals(EventType.APPROVED.wireName())) {
            return Optional.of(new AccessStep.Approved(
                    leaf,
                    at,
                    Instant.parse(row.getString(4)),
                    Optional.ofNullable(row.getString(11)).map(Instant::parse),
                    Optional.ofNullable(row.getString(12)).map(Duration::parse),
                    doors(row)));
        }
        if (type.equals(EventType.RULES_APPLIED.wireName())) {
            return Optional.of(new AccessStep.Opened(
                    leaf,
                    row.getString(5),
                    at,
                    Instant.parse(row.getString(6)),
                    Instant.parse(row.getString(7)),
                    row.getString(8),
                    row.getString(9),
                    doors(row)));
        }
        if (type.equals(EventType.ENFORCEMENT_REFUSED.wireName())) {
            return Optional.of(new AccessStep.Refused(
                    leaf, Optional.ofNullable(row.getString(5)), Optional.ofNullable(row.getString(9))));
        }
        return type.equals(EventType.RULES_REMOVED.wireName())
                ? Optional.of(new AccessStep.Closed(leaf, row.getString(5), at, row.getString(10)))
                : Optional.empty();
    }

    private static List<Door> doors(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray(13).getArray())
                .map(door ->
                        new Door(door.substring(0, door.lastIndexOf('|')), door.substring(door.lastIndexOf('|') + 1)))
                .toList();
    }
}
