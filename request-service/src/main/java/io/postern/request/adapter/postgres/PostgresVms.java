package io.postern.request.adapter.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.VmId;
import io.postern.request.app.Vms;
import io.postern.request.domain.Health;
import io.postern.request.domain.KnownVm;
import jakarta.inject.Singleton;
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
    private static final String PORTS_OF = "SELECT vm_key, ports FROM protected_vm WHERE vm_key = ANY (?)";
    private static final String PORTS = "SELECT vm_key, ports FROM protected_vm";

    /** The enforcer's word for a VM that Azure says is gone. */
    private static final String GONE = "VmDeleted";

    private final VmRows rows;
    private final Sql sql;

    PostgresVms(VmRows rows, DataSource database) {
        this.rows = rows;
        this.sql = new Sql(database);
    }

    @Override
    public Map<VmId, KnownVm> find(Collection<VmId> ids) {
        List<String> keys = ids.stream().map(VmId::key).distinct().toList();
        Map<String, List<PortLimit>> ports = ports(PORTS_OF, (Object) keys.toArray(String[]::new));
        return rows.list("vmKey in ?1", keys).stream()
                .filter(row -> row.goneAt == null || ports.containsKey(row.vmKey))
                .map(row -> known(row, ports.getOrDefault(row.vmKey, List.of())))
                .collect(Collectors.toMap(KnownVm::vm, Function.identity()));
    }

    @Override
    public List<KnownVm> all() {
        Map<String, List<PortLimit>> ports = ports(PORTS);
        return rows.list("order by vmKey").stream()
                .filter(row -> row.goneAt == null || ports.containsKey(row.vmKey))
                .map(row -> known(row, ports.getOrDefault(row.vmKey, List.of())))
                .toList();
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
    }

    private Map<String, List<PortLimit>> ports(String select, Object... values) {
        return sql
                .query(select, row -> Map.entry(row.getString(1), PostgresJitPolicies.ports(row.getString(2))), values)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static KnownVm known(VmRow row, List<PortLimit> ports) {
        return new KnownVm(
                new VmId(row.vm),
                row.location,
                row.os,
                JitStatus.valueOf(row.status),
                row.reason,
                row.posture == null ? null : Rows.value(row.posture, new TypeReference<Posture>() {}),
                ports);
    }
}
