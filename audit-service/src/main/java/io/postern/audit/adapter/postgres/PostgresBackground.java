package io.postern.audit.adapter.postgres;

import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.siem.Background;
import io.postern.contracts.event.EventType;
import io.postern.contracts.id.RequestId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Finds the leaves that tie requests together by their request. */
public final class PostgresBackground implements Background {
    private static final String FIND = """
            SELECT idx, type, subject, time, leaf, fields
            FROM audit_leaf LEFT JOIN audit_personal USING (event_id)
            WHERE request_id = ANY (?) AND type = ANY (?) ORDER BY idx""";

    private final DataSource database;

    public PostgresBackground(DataSource database) {
        this.database = database;
    }

    @Override
    public List<TrailEntry> of(Set<RequestId> requests) {
        Object[] ids = requests.stream().map(RequestId::value).toArray();
        Object[] types = Stream.of(EventType.REQUEST_SUBMITTED, EventType.APPROVED, EventType.RULES_APPLIED)
                .map(EventType::wireName)
                .toArray();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            return EntryRow.all(
                    select,
                    EntryRow::read,
                    connection.createArrayOf("text", ids),
                    connection.createArrayOf("text", types));
        } catch (SQLException e) {
            throw new TrailUnavailable(e);
        }
    }
}
