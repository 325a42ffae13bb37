package io.postern.request.adapter.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.VmId;
import io.postern.messaging.Sql;
import io.postern.request.app.Vms;
import io.postern.request.domain.CoveredVm;
import io.postern.request.domain.Health;
import io.postern.request.domain.KnownVm;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The inventory in PostgreSQL, joined with the JIT policies. */
@Singleton
public class PostgresVms implements Vms {
    /** A VM that is gone is known for as long as a policy names it. */
    static final String KNOWN = """
            SELECT i.vm AS seen_vm, i.location, i.os, i.status, i.reason, i.posture,
              v.vm, v.ports, v.conditions, v.public_ip_address, p.id, p.kind, p.version
            FROM inventory_vm i LEFT JOIN protected_vm v USING (vm_key) LEFT JOIN jit_policy p USING (policy_key)
            WHERE i.vm_key = ANY (?) AND (i.gone_at IS NULL OR p.id IS NOT NULL)""";

    /** The enforcer's word for a VM that Azure says is gone. */
    private static final String GONE = "VmDeleted";

    /** Longer than anything that has just found the VM can take. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final String FORGET = """
            DELETE FROM inventory_vm i WHERE i.gone_at < ?
            AND NOT EXISTS (SELECT FROM protected_vm p WHERE p.vm_key = i.vm_key)""";

    private final VmRows rows;
    private final Sql sql;

    PostgresVms(VmRows rows, DataSource database) {
        this.rows = rows;
        this.sql = new Sql(database);
    }

    @Override
    public Map<VmId, KnownVm> find(Collection<VmId> ids) {
        return byId(sql.query(KNOWN, PostgresVms::known, (Object) keys(ids)));
    }

    static Map<VmId, KnownVm> byId(List<KnownVm> vms) {
        return vms.stream().collect(Collectors.toMap(KnownVm::vm, Function.identity()));
    }

    /** The value of {@link #KNOWN}. */
    static String[] keys(Collection<VmId> ids) {
        return ids.stream().map(VmId::key).distinct().toArray(String[]::new);
    }

    @Override
    public boolean knows(VmId vm) {
        return rows.count("vmKey", vm.key()) > 0;
    }

    @Override
    public void assessed(VmAssessed fact, Instant now) {
        VmRow row = new VmRow();
        row.vmKey = fact.vm().key();
        row.vm = fact.vm().value();
        row.location = fact.location();
        row.os = fact.os();
        row.status = fact.status().name();
        row.reason = fact.reason();
        row.detail = fact.detail();
        row.posture = fact.posture() == null ? null : Rows.text(fact.posture());
        row.interfaces = Rows.text(fact.interfaces());
        row.healthCovered = Health.covered(fact.status(), fact.reason()).level().name();
        row.healthUncovered =
                Health.uncovered(fact.reason(), fact.posture()).level().name();
        row.goneAt = GONE.equals(fact.reason()) ? now : null;
        rows.getEntityManager().merge(row);
        if (row.goneAt != null) {
            sql.update(FORGET, now.minus(REMEMBERED));
        }
    }

    /** Reads a row of {@link #KNOWN}. */
    static KnownVm known(ResultSet row) throws SQLException {
        VmId vm = new VmId(row.getString("seen_vm"));
        String location = row.getString("location");
        String os = row.getString("os");
        JitStatus status = JitStatus.valueOf(row.getString("status"));
        String reason = row.getString("reason");
        String column = row.getString("posture");
        Posture posture = column == null ? null : Rows.value(column, new TypeReference<Posture>() {});
        if (row.getString("id") == null) {
            return new KnownVm(vm, location, os, status, reason, posture, List.of());
        }
        CoveredVm policy = PolicyColumns.covered(row);
        return new KnownVm(
                vm,
                location,
                os,
                status,
                reason,
                posture,
                policy.rules().ports(),
                policy.rules().conditions(),
                policy.policy(),
                policy.version());
    }
}
