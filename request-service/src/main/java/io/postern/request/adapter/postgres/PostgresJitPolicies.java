package io.postern.request.adapter.postgres;

import io.postern.contracts.id.VmId;
import io.postern.messaging.Sql;
import io.postern.request.app.JitPolicies;
import io.postern.request.app.PolicyScope;
import io.postern.request.domain.CoveredVm;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.PolicyChange;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.VmPolicy;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** JIT policies in PostgreSQL: a row a policy, a row a protected VM. */
@Singleton
public class PostgresJitPolicies implements JitPolicies {
    /** Sets the locks here apart from whoever else locks by a number. */
    private static final int LOCKS = 0x6a6974;

    private static final String LOCK = "SELECT pg_advisory_xact_lock(?, hashtext(?))";
    private static final String HEAD = "SELECT id, kind, version FROM jit_policy WHERE policy_key = ? AND live";
    private static final String VMS = """
            SELECT policy_key, vm, ports, conditions, public_ip_address FROM protected_vm
            WHERE policy_key = ANY (?) ORDER BY policy_key, place""";
    private static final String OF_VM = """
            SELECT p.id, p.kind, p.version, v.vm, v.ports, v.conditions, v.public_ip_address
            FROM protected_vm v JOIN jit_policy p USING (policy_key) WHERE v.vm_key = ?""";
    private static final String HOMES = """
            SELECT v.vm, p.id FROM protected_vm v JOIN jit_policy p USING (policy_key) WHERE v.vm_key = ANY (?)""";
    private static final String PAGE = """
            SELECT id, kind, version FROM jit_policy
            WHERE live AND subscription = ? AND (?::text IS NULL OR resource_group = ?)
              AND (?::text IS NULL OR location = ?) AND policy_key > ?
            ORDER BY policy_key LIMIT ?""";

    private final Sql sql;
    private final PolicyWrites writes;

    PostgresJitPolicies(DataSource database) {
        this.sql = new Sql(database);
        this.writes = new PolicyWrites(sql);
    }

    /** In one order for everybody, or two that lock several would wait for each other for ever. */
    @Override
    public void lock(Collection<String> subscriptions) {
        subscriptions.stream()
                .distinct()
                .sorted()
                .forEach(subscription -> sql.query(LOCK, _ -> subscription, LOCKS, subscription));
    }

    @Override
    public Optional<JitPolicy> find(PolicyId id) {
        return withVms(head(id).stream().toList()).stream().findFirst();
    }

    @Override
    public Optional<JitPolicy> head(PolicyId id) {
        return sql.query(HEAD, PostgresJitPolicies::head, id.key()).stream().findFirst();
    }

    @Override
    public Optional<CoveredVm> ofVm(VmId vm) {
        return sql.query(OF_VM, PolicyColumns::covered, vm.key()).stream().findFirst();
    }

    @Override
    public Map<VmId, PolicyId> homes(Collection<VmId> vms) {
        return sql
                .query(
                        HOMES,
                        row -> Map.entry(new VmId(row.getString("vm")), PolicyId.parse(row.getString("id"))),
                        (Object) vms.stream().map(VmId::key).distinct().toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<JitPolicy> page(PolicyScope scope, Optional<PolicyId> after, int limit) {
        String group = scope.resourceGroup().orElse(null);
        String region = scope.location().orElse(null);
        String from = after.map(PolicyId::key).orElse("");
        return withVms(sql.query(
                PAGE, PostgresJitPolicies::head, scope.subscription(), group, group, region, region, from, limit));
    }

    @Override
    public void save(PolicyId id, String kind, PolicyChange change) {
        writes.save(id, kind, change);
    }

    private static JitPolicy head(ResultSet row) throws SQLException {
        return new JitPolicy(
                PolicyId.parse(row.getString("id")), row.getString("kind"), row.getLong("version"), List.of());
    }

    private List<JitPolicy> withVms(List<JitPolicy> heads) {
        String[] keys = heads.stream().map(head -> head.id().key()).toArray(String[]::new);
        Map<String, List<VmPolicy>> vms = sql
                .query(VMS, row -> Map.entry(row.getString("policy_key"), PolicyColumns.vmPolicy(row)), (Object) keys)
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return heads.stream()
                .map(head -> new JitPolicy(
                        head.id(),
                        head.kind(),
                        head.version(),
                        vms.getOrDefault(head.id().key(), List.of())))
                .toList();
    }
}
