package io.postern.request.adapter.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.request.app.JitPolicies;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** JIT policies in PostgreSQL, one row a protected VM. */
@Singleton
public class PostgresJitPolicies implements JitPolicies {
    private static final String ADD = """
            INSERT INTO protected_vm (vm_key, vm, policy_key, ports) VALUES (?, ?, ?, ?)
            ON CONFLICT (vm_key) DO NOTHING""";

    private final Sql sql;

    PostgresJitPolicies(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public boolean add(PolicyChanged policy) {
        String policyKey = policy.policyId().toLowerCase(Locale.ROOT);
        return sql.update(ADD, policy.vm().key(), policy.vm().value(), policyKey, Rows.text(policy.ports())) == 1;
    }

    static List<PortLimit> ports(String column) {
        return Rows.value(column, new TypeReference<List<PortLimit>>() {});
    }
}
