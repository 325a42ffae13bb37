package io.postern.request.adapter.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.PolicyChanged.ProtectedVm;
import io.postern.contracts.id.VmId;
import io.postern.request.app.JitPolicies;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** JIT policies in PostgreSQL, one row a protected VM. */
@Singleton
public class PostgresJitPolicies implements JitPolicies {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    private static final String OF_POLICY = "SELECT vm, ports FROM protected_vm WHERE policy_key = ? ORDER BY place";

    private static final String SAVE = """
            INSERT INTO protected_vm (vm_key, vm, policy_key, ports) VALUES (?, ?, ?, ?)
            ON CONFLICT (vm_key) DO UPDATE SET policy_key = excluded.policy_key, ports = excluded.ports""";

    private final Sql sql;

    PostgresJitPolicies(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public List<ProtectedVm> lock(String policyId) {
        sql.query(LOCK, row -> policyId, key(policyId));
        return sql.query(
                OF_POLICY, row -> new ProtectedVm(new VmId(row.getString(1)), ports(row.getString(2))), key(policyId));
    }

    @Override
    public void save(PolicyChanged policy) {
        for (ProtectedVm each : policy.virtualMachines()) {
            sql.update(SAVE, each.vm().key(), each.vm().value(), key(policy.policyId()), Rows.text(each.ports()));
        }
    }

    static List<PortLimit> ports(String column) {
        return Rows.value(column, new TypeReference<List<PortLimit>>() {});
    }

    private static String key(String policyId) {
        return policyId.toLowerCase(Locale.ROOT);
    }
}
