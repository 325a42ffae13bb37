package io.postern.request.adapter.postgres;

import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.VmId;
import io.postern.request.app.Vms;
import io.postern.request.domain.KnownVm;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The inventory in PostgreSQL, joined with the JIT policies. */
@Singleton
public class PostgresVms implements Vms {
    private static final String PORTS_OF = "SELECT ports FROM protected_vm WHERE vm_key = ?";
    private static final String PORTS = "SELECT vm_key, ports FROM protected_vm";

    private final VmRows rows;
    private final Sql sql;

    PostgresVms(VmRows rows, DataSource database) {
        this.rows = rows;
        this.sql = new Sql(database);
    }

    @Override
    public Map<VmId, KnownVm> find(Collection<VmId> ids) {
        return ids.stream()
                .distinct()
                .flatMap(id -> rows.findByIdOptional(id.key()).stream())
                .map(row -> known(row, portsOf(row.vmKey)))
                .collect(Collectors.toMap(KnownVm::vm, Function.identity()));
    }

    @Override
    public List<KnownVm> all() {
        Map<String, List<PortLimit>> ports =
                sql
                        .query(PORTS, row -> Map.entry(row.getString(1), PostgresJitPolicies.ports(row.getString(2))))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return rows.list("order by vmKey").stream()
                .map(row -> known(row, ports.getOrDefault(row.vmKey, List.of())))
                .toList();
    }

    @Override
    public void assessed(VmAssessed fact) {
        VmRow row = new VmRow();
        row.vmKey = fact.vm().key();
        row.vm = fact.vm().value();
        row.location = fact.location();
        row.os = fact.os();
        row.status = fact.status().name();
        row.reason = fact.reason();
        rows.getEntityManager().merge(row);
    }

    private List<PortLimit> portsOf(String vmKey) {
        return sql.query(PORTS_OF, row -> PostgresJitPolicies.ports(row.getString(1)), vmKey).stream()
                .findFirst()
                .orElse(List.of());
    }

    private static KnownVm known(VmRow row, List<PortLimit> ports) {
        return new KnownVm(new VmId(row.vm), row.location, row.os, JitStatus.valueOf(row.status), row.reason, ports);
    }
}
