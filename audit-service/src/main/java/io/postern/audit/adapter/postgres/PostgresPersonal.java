package io.postern.audit.adapter.postgres;

import io.postern.audit.app.NoEraser;
import io.postern.audit.app.Personal;
import io.postern.contracts.event.EventType;
import io.postern.contracts.id.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Erases as the one role that may, taken on for the rest of the statement and given back before anything else is done. */
public final class PostgresPersonal implements Personal {
    private static final String TAKE_ON = "SELECT set_config('role', session_user || '_eraser', true)";
    private static final String GIVE_BACK = "SELECT set_config('role', 'none', true)";

    /** No such role, no such setting, not allowed to take it on, not allowed to delete. */
    private static final Set<String> NO_RIGHT = Set.of("42704", "22023", "42501");

    /**
     * A person is in rows by id and in rows by each name that stands beside the id. Theirs are the personal values of events
     * that they own, and in the requests that they made also the addresses in rules and in what approvers took away.
     */
    private static final String ERASE = """
            WITH own AS MATERIALIZED (
                SELECT * FROM audit_person WHERE person = ? AND oid = person AND tenant = ?),
            named AS MATERIALIZED (
                SELECT * FROM audit_person WHERE person IN (SELECT name FROM own UNION SELECT person FROM own)
                    AND (oid IS NULL OR (oid, tenant) IN (SELECT oid, tenant FROM own))),
            requests AS MATERIALIZED (
                SELECT request_id FROM own JOIN audit_leaf USING (event_id) WHERE type = ?),
            theirs AS MATERIALIZED (
                SELECT event_id, type FROM audit_leaf JOIN requests USING (request_id) WHERE type IN (?, ?)),
            personal AS (DELETE FROM audit_personal WHERE event_id IN
                (SELECT event_id FROM named WHERE owner UNION SELECT event_id FROM theirs WHERE type = ?) RETURNING event_id),
            other AS (DELETE FROM audit_personal_other WHERE event_id IN
                (SELECT event_id FROM named WHERE NOT owner AND oid IS NULL UNION SELECT event_id FROM theirs WHERE type = ?)
                RETURNING event_id),
            people AS (DELETE FROM audit_person WHERE (person, time, idx) IN (SELECT person, time, idx FROM named)
                RETURNING event_id)
            SELECT count(*) FROM
                (SELECT event_id FROM personal UNION SELECT event_id FROM other UNION SELECT event_id FROM people) AS gone""";

    private final DataSource database;

    public PostgresPersonal(DataSource database) {
        this.database = database;
    }

    @Override
    public long erase(PersonId person) {
        try (Connection connection = database.getConnection()) {
            run(connection, TAKE_ON);
            long count = erased(connection, person);
            run(connection, GIVE_BACK);
            return count;
        } catch (SQLException e) {
            if (NO_RIGHT.contains(e.getSQLState())) {
                throw new NoEraser(e);
            }
            throw new TrailUnavailable(e);
        }
    }

    private static long erased(Connection connection, PersonId person) throws SQLException {
        String applied = EventType.RULES_APPLIED.wireName();
        String counted = EventType.DECISION_COUNTED.wireName();
        List<String> values = List.of(
                person.oid(),
                person.tenant(),
                EventType.REQUEST_SUBMITTED.wireName(),
                applied,
                counted,
                applied,
                counted);
        try (PreparedStatement erase = connection.prepareStatement(ERASE)) {
            for (int i = 0; i < values.size(); i++) {
                erase.setString(i + 1, values.get(i));
            }
            try (ResultSet rows = erase.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
