package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.app.Policies;
import io.postern.enforcer.domain.approval.Limits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Protected ports, written as {@code 22/TCP,53/*}, and the widths that go with them. A VM that was let go has no ports. */
public final class PostgresPolicies implements Policies {
    private static final String PROTECT = """
            INSERT INTO protected_vm (vm_key, policy_id, ports, any_source, private_network, widest_ipv4, widest_ipv6,
                changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (vm_key) DO UPDATE SET policy_id = excluded.policy_id, ports = excluded.ports,
                any_source = excluded.any_source, private_network = excluded.private_network,
                widest_ipv4 = excluded.widest_ipv4, widest_ipv6 = excluded.widest_ipv6,
                changed_at = excluded.changed_at""";

    private static final String CHANGE = """
            UPDATE protected_vm SET ports = ?, any_source = ?, private_network = ?, widest_ipv4 = ?, widest_ipv6 = ?,
                changed_at = ?
            WHERE vm_key = ?""";

    private final Sql sql;

    public PostgresPolicies(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public List<PortAccess> of(VmId vm) {
        return sql.list("SELECT ports FROM protected_vm WHERE vm_key = ?", row -> row.getString(1), vm.key()).stream()
                .flatMap(PostgresPolicies::read)
                .toList();
    }

    @Override
    public Map<VmId, List<PortAccess>> of(Collection<VmId> vms) {
        Object keys = vms.stream().map(VmId::key).toArray(String[]::new);
        return byVm("SELECT vm_key, ports FROM protected_vm WHERE ports <> '' AND vm_key = ANY (?)", keys);
    }

    @Override
    public Map<VmId, List<PortAccess>> byVm() {
        return byVm("SELECT vm_key, ports FROM protected_vm WHERE ports <> ''");
    }

    private Map<VmId, List<PortAccess>> byVm(String query, Object... values) {
        Map<VmId, List<PortAccess>> all = new HashMap<>();
        Map<String, List<PortAccess>> spelled = new HashMap<>();
        sql.each(
                query,
                row -> all.put(
                        new VmId(row.getString("vm_key")),
                        spelled.computeIfAbsent(
                                row.getString("ports"), text -> read(text).toList())),
                values);
        return all;
    }

    @Override
    public Limits limits(VmId vm) {
        return sql.list("SELECT * FROM protected_vm WHERE vm_key = ?", PostgresPolicies::limits, vm.key()).stream()
                .findFirst()
                .orElse(Limits.DEFAULT);
    }

    @Override
    public Held held(VmId vm) {
        // NB. locked whatever it says, so that the VM is not let go while an approval is believed
        return sql
                .list("SELECT * FROM protected_vm WHERE vm_key = ? FOR SHARE", PostgresPolicies::held, vm.key())
                .stream()
                .findFirst()
                .orElse(new Held(Optional.empty(), Limits.DEFAULT));
    }

    static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getString("ports").isEmpty() ? Optional.of(Sql.instant(row, "changed_at")) : Optional.empty(),
                limits(row));
    }

    private static Limits limits(ResultSet row) throws SQLException {
        return Limits.of(new AccessConditions(
                row.getBoolean("private_network"),
                row.getBoolean("any_source"),
                row.getInt("widest_ipv4"),
                row.getInt("widest_ipv6"),
                false,
                null));
    }

    @Override
    public void protect(VmId vm, String policyId, List<PortAccess> ports, AccessConditions demands, Instant now) {
        sql.update(
                PROTECT,
                vm.key(),
                policyId,
                written(ports),
                demands.anySource(),
                demands.privateNetwork(),
                demands.widestIpv4Prefix(),
                demands.widestIpv6Prefix(),
                now);
    }

    @Override
    public void change(VmId vm, List<PortAccess> ports, AccessConditions demands, Instant now) {
        sql.update(
                CHANGE,
                written(ports),
                demands.anySource(),
                demands.privateNetwork(),
                demands.widestIpv4Prefix(),
                demands.widestIpv6Prefix(),
                now,
                vm.key());
    }

    @Override
    public void unprotect(VmId vm, Instant now) {
        change(vm, List.of(), AccessConditions.DEFAULT, now);
    }

    @Override
    public Optional<Instant> unprotectedSince(VmId vm) {
        return held(vm).unprotectedSince();
    }

    @Override
    public boolean holds(VmId vm) {
        return !sql.list(
                        "SELECT 1 FROM protected_vm WHERE vm_key = ? AND ports <> '' FOR SHARE",
                        row -> row.getInt(1),
                        vm.key())
                .isEmpty();
    }

    private static String written(List<PortAccess> ports) {
        return ports.stream()
                .map(access -> access.port().number() + "/" + access.protocol().policyWord())
                .collect(Collectors.joining(","));
    }

    static List<PortAccess> ports(ResultSet row) throws SQLException {
        return read(row.getString("ports")).toList();
    }

    private static Stream<PortAccess> read(String text) {
        return Arrays.stream(text.split(","))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("/"))
                .map(part -> new PortAccess(new Port(Integer.parseInt(part[0])), Protocol.of(part[1])));
    }
}
