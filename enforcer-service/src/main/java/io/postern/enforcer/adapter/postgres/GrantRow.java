package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A grant as a row: its terms are written once, its state again and again. */
final class GrantRow {
    static final String ADD = """
            INSERT INTO access_grant (id, request_id, vm_key, vm, protocol, family, ports, sources, duration_ms, ends_at,
                not_after, extends_grant, state, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::bigint, ?::timestamptz, ?, ?, 'granted', ?)""";

    /** What a state does not say stays as it was. */
    static final String SAVE = """
            UPDATE access_grant SET state = ?, window_from = coalesce(?::timestamptz, window_from),
                window_end = coalesce(?::timestamptz, window_end), was_open = was_open OR ?,
                close_reason = coalesce(?, close_reason),
                refusal = CASE WHEN ? THEN ? ELSE refusal END, detail = CASE WHEN ? THEN ? ELSE detail END, changed_at = ?
            WHERE id = ?""";

    private GrantRow() {}

    static @Nullable Object[] added(GrantTerms terms, Instant now) {
        return new @Nullable Object[] {
            terms.id().value(),
            terms.request().value(),
            terms.vm().key(),
            terms.vm().value(),
            terms.protocol().policyWord(),
            terms.family().name(),
            terms.ports().stream().map(port -> String.valueOf(port.number())).collect(Collectors.joining(",")),
            terms.sources().stream().map(Cidr::toString).collect(Collectors.joining(",")),
            terms.duration() == null ? null : terms.duration().toMillis(),
            terms.endsAt(),
            terms.notAfter(),
            terms.isExtension() ? terms.line().value() : null,
            now
        };
    }

    static @Nullable Object[] saved(Grant grant, Instant now) {
        return switch (grant) {
            case Grant.Granted _ -> values("granted", null, null, false, null, false, null, grant, now);
            case Grant.Opening opening -> values("opening", null, opening.end(), false, null, false, null, grant, now);
            case Grant.Open open -> values("open", open.from(), open.end(), true, null, false, null, grant, now);
            case Grant.Closing closing ->
                values("closing", null, null, false, closing.reason(), true, closing.refusal(), grant, now);
            case Grant.Closed _ -> values("closed", null, null, false, null, false, null, grant, now);
            case Grant.Refused refused -> values("refused", null, null, false, null, true, refused, grant, now);
        };
    }

    private static @Nullable Object[] values(
            String state,
            @Nullable Instant from,
            @Nullable Instant end,
            boolean wasOpen,
            @Nullable CloseReason reason,
            boolean saysRefusal,
            Grant.@Nullable Refused refusal,
            Grant grant,
            Instant now) {
        return new @Nullable Object[] {
            state,
            from,
            end,
            wasOpen,
            reason == null ? null : reason.word(),
            saysRefusal,
            refusal == null ? null : refusal.reason(),
            saysRefusal,
            refusal == null ? null : refusal.detail(),
            now,
            grant.id().value()
        };
    }

    static Grant read(ResultSet row) throws SQLException {
        GrantTerms terms = terms(row);
        String state = row.getString("state");
        return switch (state) {
            case "granted" -> new Grant.Granted(terms);
            case "opening" -> new Grant.Opening(terms, Sql.instant(row, "window_end"));
            case "open" -> new Grant.Open(terms, Sql.instant(row, "window_from"), Sql.instant(row, "window_end"));
            case "closing" ->
                new Grant.Closing(
                        terms,
                        Sql.instant(row, "window_end"),
                        CloseReason.of(row.getString("close_reason")),
                        row.getBoolean("was_open"),
                        row.getString("refusal") == null ? null : refused(terms, row));
            case "closed" ->
                new Grant.Closed(terms, Sql.instant(row, "window_end"), CloseReason.of(row.getString("close_reason")));
            case "refused" -> refused(terms, row);
            default -> throw new IllegalStateException("no grant is " + state);
        };
    }

    private static Grant.Refused refused(GrantTerms terms, ResultSet row) throws SQLException {
        return new Grant.Refused(terms, row.getString("refusal"), row.getString("detail"));
    }

    private static GrantTerms terms(ResultSet row) throws SQLException {
        long millis = row.getLong("duration_ms");
        Duration duration = row.wasNull() ? null : Duration.ofMillis(millis);
        String line = row.getString("extends_grant");
        return new GrantTerms(
                new GrantId(row.getString("id")),
                new RequestId(row.getString("request_id")),
                new VmId(row.getString("vm")),
                Protocol.of(row.getString("protocol")),
                AddressFamily.valueOf(row.getString("family")),
                Arrays.stream(row.getString("ports").split(","))
                        .map(Integer::valueOf)
                        .map(Port::new)
                        .toList(),
                Arrays.stream(row.getString("sources").split(","))
                        .map(Cidr::parse)
                        .toList(),
                duration,
                instant(row, "ends_at"),
                Sql.instant(row, "not_after"),
                line == null ? null : new GrantId(line));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
