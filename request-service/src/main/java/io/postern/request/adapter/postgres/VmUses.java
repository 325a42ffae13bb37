package io.postern.request.adapter.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.id.VmId;
import io.postern.messaging.Sql;
import io.postern.request.domain.Terms;
import io.postern.request.domain.VmUse;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How the VMs of one page have been used. Read only for those: the numbers of all VMs would cost a walk over history. */
@Singleton
class VmUses {
    /** Request ids begin with the time of their making, so the last days of a VM's requests are one stretch of its key. */
    private static final String USES = """
            SELECT k.vm,
                (SELECT count(*) FROM access_request_vm v JOIN access_request r ON r.id = v.request_id
                 WHERE v.vm_key = k.vm_key AND v.request_id >= ? AND r.approval = 'APPROVED'),
                EXISTS (SELECT FROM access_grant g JOIN access_request r ON r.id = g.request_id
                 WHERE g.vm_key = k.vm_key AND g.state = 'OPEN' AND g.until > ? AND NOT r.ending_confirmed),
                a.at,
                (SELECT r.terms FROM access_request r WHERE r.id = a.request_id)
            FROM unnest(?::text[], ?::text[]) AS k (vm, vm_key) LEFT JOIN vm_access a ON a.vm_key = k.vm_key""";

    private final Sql sql;

    VmUses(DataSource database) {
        this.sql = new Sql(database);
    }

    Map<VmId, VmUse> of(Collection<VmId> vms, Instant now) {
        return sql
                .query(
                        USES,
                        row -> Map.entry(new VmId(row.getString(1)), use(row)),
                        RequestIds.earliest(now.minus(VmUse.COUNTED)),
                        now,
                        vms.stream().map(VmId::value).toArray(String[]::new),
                        vms.stream().map(VmId::key).toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static VmUse use(ResultSet row) throws SQLException {
        Optional<Terms> terms =
                Optional.ofNullable(row.getString(5)).map(text -> Rows.value(text, new TypeReference<Terms>() {}));
        return new VmUse(
                row.getLong(2),
                row.getBoolean(3),
                instant(row.getTimestamp(4)),
                terms.map(asked -> new VmUse.User(asked.requester(), asked.requesterName()))
                        .orElse(null));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
