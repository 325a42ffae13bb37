package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.app.Approvals;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Used approvals and tombs: rows that are only ever added. */
public final class PostgresApprovals implements Approvals {
    private final Sql sql;

    public PostgresApprovals(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public boolean use(String jti, RequestId request, Instant now) {
        takeTurn(request);
        return sql.update(
                        "INSERT INTO used_approval (jti, request_id, used_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        jti,
                        request.value(),
                        now)
                == 1;
    }

    @Override
    public void entomb(RequestId request, CloseReason reason, Instant now) {
        takeTurn(request);
        sql.update(
                "INSERT INTO tomb (request_id, reason, closed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                request.value(),
                reason.word(),
                now);
    }

    /** Until the commit: of an approval and a close that meet, one must see what the other did. */
    private void takeTurn(RequestId request) {
        sql.list("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> request, request.value());
    }

    @Override
    public Optional<CloseReason> tomb(RequestId request) {
        return sql
                .list("SELECT reason FROM tomb WHERE request_id = ?", row -> row.getString(1), request.value())
                .stream()
                .map(CloseReason::of)
                .findFirst();
    }
}
