package io.postern.request.adapter.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.VmId;
import io.postern.request.app.Vms;
import io.postern.request.domain.CoveredVm;
import io.postern.request.domain.Health;
import io.postern.request.domain.KnownVm;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The inventory in PostgreSQL, joined with the JIT policies. */
@Singleton
public class PostgresVms implements Vms {
    private static final String POLICIES = """
            SELECT v.vm_key, v.vm, v.ports, v.conditions, v.public_ip_address, p.id, p.kind, p.version
            FROM protected_vm v JOIN jit_policy p USING (policy_key)""";
    private static final String POLICIES_OF = POLICIES + " WHERE v.vm_key = ANY (?)";

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
        List<String> keys = ids.stream().map(VmId::key).distinct().toList();
        Map<String, CoveredVm> policies = policies(POLICIES_OF, (Object) keys.toArray(String[]::new));
        return rows.list("vmKey in ?1", keys).stream()
                .filter(row -> row.goneAt == null || policies.containsKey(row.vmKey))
                .map(row -> known(row, policies.get(row.vmKey)))
                .collect(Collectors.toMap(KnownVm::vm, Function.identity()));
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

    private Map<String, CoveredVm> policies(String select, @Nullable Object... values) {
        return sql.query(select, row -> Map.entry(row.getString("vm_key"), PolicyColumns.covered(row)), values).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static KnownVm known(VmRow row, @Nullable CoveredVm policy) {
        VmId vm = new VmId(row.vm);
        JitStatus status = JitStatus.valueOf(row.status);
        Posture posture = row.posture == null ? null : Rows.value(row.posture, new TypeReference<Posture>() {});
        return policy == null
                ? new KnownVm(vm, row.location, row.os, status, row.reason, posture, List.of())
                : new KnownVm(
                        vm,
                        row.location,
                        row.os,
                        status,
                        row.reason,
                        posture,
                        policy.rules().ports(),
                        policy.rules().conditions(),
                        policy.policy(),
                        policy.version());
    }
}
