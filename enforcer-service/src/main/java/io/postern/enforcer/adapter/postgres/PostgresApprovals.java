package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Approvals;
import io.postern.enforcer.app.Policies;
import io.postern.enforcer.domain.approval.PastApproval;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String FIRST = TURN + "; SELECT pg_advisory_xact_lock_shared(" + PANIC_TURN + """
            );
            INSERT INTO used_approval (jti, request_id, extension, requester, break_glass, used_at)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING jti;
            SELECT extension, requester, break_glass FROM used_approval WHERE request_id = ? ORDER BY extension;
            SELECT reason FROM tomb WHERE request_id = ?;
            SELECT nsg FROM panic WHERE ordered_at >= ?;
            SELECT assessed FROM machine WHERE vm_key = ANY (?);
            SELECT * FROM protected_vm WHERE vm_key = ANY (?) ORDER BY vm_key FOR SHARE""";

    private final Sql sql;
    private final PostgresInventory inventory;

    public PostgresApprovals(DataSource database) {
        this.sql = new Sql(database);
        this.inventory = new PostgresInventory(database);
    }

    @Override
    public Optional<First> first(String jti, Approved approved, Instant panicsSince, Instant now) {
        List<String> used = new ArrayList<>();
        List<PastApproval> past = new ArrayList<>();
        List<CloseReason> tombs = new ArrayList<>();
        List<Panic> panics = new ArrayList<>();
        Map<VmId, Snapshot> vms = new HashMap<>();
        Map<VmId, Policies.Held> held = new HashMap<>();
        Object keys = approved.targets().stream()
                .map(target -> target.vm().key())
                .distinct()
                .toArray(String[]::new);
        String request = approved.requestId().value();
        PersonId requester = approved.requester();
        sql.each(
                FIRST,
                List.of(
                        row -> "",
                        row -> "",
                        row -> used.add(row.getString(1)),
                        row -> past.add(past(row)),
                        row -> tombs.add(CloseReason.of(row.getString(1))),
                        row -> panics.add(panic(row)),
                        row -> found(inventory.snapshot(row), vms),
                        row -> held.put(new VmId(row.getString("vm_key")), PostgresPolicies.held(row))),
                request,
                jti,
                request,
                approved.extension() == null ? 0 : approved.extension(),
                requester.tenant() + "/" + requester.oid(),
                Boolean.TRUE.equals(approved.breakGlass()),
                now,
                request,
                request,
                panicsSince,
                keys,
                keys);
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of(new First(tombs.stream().findFirst(), past, panics, vms, held));
    }

    private static Snapshot found(Snapshot vm, Map<VmId, Snapshot> vms) {
        vms.put(vm.vm(), vm);
        return vm;
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
    public void toShut(Collection<GrantId> grants) {
        sql.update("INSERT INTO panic_grant (grant_id) SELECT unnest(?::text[]) ON CONFLICT DO NOTHING", (Object)
                ids(grants));
    }

    @Override
    public List<GrantId> unshut(int most) {
        return sql.list(
                "SELECT grant_id FROM panic_grant ORDER BY grant_id LIMIT ?",
                row -> new GrantId(row.getString("grant_id")),
                most);
    }

    @Override
    public void shut(Collection<GrantId> grants) {
        sql.update("DELETE FROM panic_grant WHERE grant_id = ANY (?)", (Object) ids(grants));
    }

    private static String[] ids(Collection<GrantId> grants) {
        return grants.stream().map(GrantId::value).sorted().toArray(String[]::new);
    }

    private static Panic panic(ResultSet row) throws SQLException {
        return new Panic(Optional.of(row.getString("nsg"))
                .filter(nsg -> !nsg.equals(EVERYTHING))
                .map(BoundaryId::new));
    }
}
