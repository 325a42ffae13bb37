package io.postern.request.adapter.postgres;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.Sql;
import io.postern.request.app.ChangeNews;
import io.postern.request.domain.RequestState;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Changes of requests, told by PostgreSQL's own snapshots: a mark is what could be seen at a look, and news is what
 * transactions wrote that could not be seen then. Numbers of entries would not do: they are given out before the commit,
 * so one that commits late lies behind numbers that have been read. Every change of a request has its entry.
 */
@Singleton
public class PostgresChangeNews implements ChangeNews {
    /** Nothing that can be seen was written after the present, except what was brought from another database. */
    private static final String SINCE = """
            SELECT look.present::text, r.id, r.requester_tenant, r.requester_oid,
                CASE WHEN r.state = 'OPEN' AND r.first_end <= ? THEN 'CLOSING' ELSE r.state END
            FROM (SELECT pg_current_snapshot() AS present, ?::text::pg_snapshot AS past) look
            LEFT JOIN LATERAL (SELECT DISTINCT t.request_id FROM timeline_entry t
                WHERE t.written_in >= pg_snapshot_xmin(look.past) AND t.written_in < pg_snapshot_xmax(look.present)
                AND NOT pg_visible_in_snapshot(t.written_in, look.past) LIMIT ?) news ON true
            LEFT JOIN access_request r ON r.id = news.request_id
            ORDER BY r.id""";

    private final Sql sql;

    PostgresChangeNews(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public Look since(@Nullable String mark, int most, Instant now) {
        List<Found> found = sql.query(SINCE, PostgresChangeNews::found, now, mark, most);
        return new Look(
                found.getFirst().mark(),
                found.stream().flatMap(one -> one.change().stream()).toList());
    }

    private record Found(String mark, Optional<Change> change) {}

    private static Found found(ResultSet row) throws SQLException {
        String id = row.getString(2);
        return new Found(row.getString(1), id == null ? Optional.empty() : Optional.of(change(id, row)));
    }

    private static Change change(String id, ResultSet row) throws SQLException {
        return new Change(
                new RequestId(id),
                RequestState.valueOf(row.getString(5)),
                new PersonId(row.getString(3), row.getString(4)));
    }
}
