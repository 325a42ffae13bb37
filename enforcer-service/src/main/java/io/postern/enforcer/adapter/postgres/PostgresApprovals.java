package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.app.Approvals;
import io.postern.enforcer.domain.approval.PastApproval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Used approvals and tombs: rows that are only ever added. */
public final class PostgresApprovals implements Approvals {
    /** Until the commit: of an approval and a close that meet, one must see what the other did. */
    private static final String TURN = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    private static final String EVERYTHING = "";

    /** A number that nobody else locks. */
    private static final long PANIC_TURN = 7_308_332_045_301_965_678L;

    /** NB. statements of their own: what is looked at in the last is as it stands when the turns have come. */
    private static final String USE = TURN + "; SELECT pg_advisory_xact_lock_shared(" + PANIC_TURN + """
            );
            INSERT INTO used_approval (jti, request_id, extension, requester, break_glass, used_at)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING jti""";

    /** Of a request of which an approval was used. */
    private static final String STANDING = """
            SELECT (SELECT reason FROM tomb WHERE request_id = ?) AS tomb, extension, requester, break_glass
            FROM used_approval WHERE request_id = ? ORDER BY extension""";

    private static final String PANICS = "SELECT nsg FROM panic WHERE ordered_at >= ?";

    private static final String FIRST = String.join("; ", USE, STANDING, PANICS);

    private final Sql sql;

    public PostgresApprovals(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public boolean use(String jti, Approved approved, Instant now) {
        List<String> used = new ArrayList<>();
        sql.each(USE, List.of(row -> "", row -> "", row -> used.add(row.getString(1))), use(approved, jti, now));
        return !used.isEmpty();
    }

    @Override
    public Optional<First> first(String jti, Approved approved, Instant panicsSince, Instant now) {
        List<String> used = new ArrayList<>();
        Known known = new Known();
        List<Panic> panics = new ArrayList<>();
        String request = approved.requestId().value();
        sql.each(
                FIRST,
                List.of(
                        row -> "",
                        row -> "",
                        row -> used.add(row.getString(1)),
                        known::add,
                        row -> panics.add(panic(row))),
                Stream.concat(Stream.of(use(approved, jti, now)), Stream.of(request, request, panicsSince))
                        .toArray());
        return used.isEmpty() ? Optional.empty() : Optional.of(new First(known.standing(), panics));
    }

    private static Object[] use(Approved approved, String jti, Instant now) {
        PersonId requester = approved.requester();
        return new Object[] {
            approved.requestId().value(),
            jti,
            approved.requestId().value(),
            approved.extension() == null ? 0 : approved.extension(),
            requester.tenant() + "/" + requester.oid(),
            Boolean.TRUE.equals(approved.breakGlass()),
            now
        };
    }

    @Override
    public List<PastApproval> past(RequestId request) {
        return sql.list(
                "SELECT extension, requester, break_glass FROM used_approval WHERE request_id = ? ORDER BY extension",
                PostgresApprovals::past,
                request.value());
    }

    @Override
    public Standing standing(RequestId request) {
        Known known = new Known();
        var _ = sql.list(STANDING, known::add, request.value(), request.value());
        return known.standing();
    }

    /** The rows of a request of which an approval was used. */
    private static final class Known {
        private final List<CloseReason> tombs = new ArrayList<>();
        private final List<PastApproval> past = new ArrayList<>();

        boolean add(ResultSet row) throws SQLException {
            String reason = row.getString("tomb");
            if (reason != null) {
                tombs.add(CloseReason.of(reason));
            }
            return past.add(PostgresApprovals.past(row));
        }

        Standing standing() {
            return new Standing(tombs.stream().findFirst(), List.copyOf(past));
        }
    }

    private static PastApproval past(ResultSet row) throws SQLException {
        return new PastApproval(
                row.getInt("extension"), person(row.getString("requester")), row.getBoolean("break_glass"));
    }

    private static @Nullable PersonId person(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int slash = text.indexOf('/');
        return new PersonId(text.substring(0, slash), text.substring(slash + 1));
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

    @Override
    public void takeTurn(RequestId request) {
        var _ = sql.list(TURN, row -> request, request.value());
    }

    @Override
    public void panic(Panic panic, Instant now) {
        sql.list("SELECT pg_advisory_xact_lock(" + PANIC_TURN + ")", row -> panic);
        sql.update(
                "INSERT INTO panic (nsg, ordered_at) VALUES (?, ?) ON CONFLICT (nsg) DO UPDATE"
                        + " SET ordered_at = greatest(panic.ordered_at, excluded.ordered_at)",
                panic.boundary().map(BoundaryId::key).orElse(EVERYTHING),
                now);
    }

    @Override
    public List<Panic> panicsSince(Instant time) {
        return sql.list(PANICS, PostgresApprovals::panic, time);
    }

    private static Panic panic(ResultSet row) throws SQLException {
        return new Panic(Optional.of(row.getString("nsg"))
                .filter(nsg -> !nsg.equals(EVERYTHING))
                .map(BoundaryId::new));
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
