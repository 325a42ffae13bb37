package io.postern.request.adapter.postgres;

import io.postern.contracts.id.VmId;
import io.postern.messaging.Sql;
import io.postern.request.domain.PolicyChange;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.VmPolicy;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements that change policies; whoever runs them holds the lock of the subscription. */
final class PolicyWrites {
    /** A policy that comes back after it was deleted takes its new spelling, and counts on. */
    private static final String POLICY = """
            INSERT INTO jit_policy AS p (policy_key, id, subscription, resource_group, location, kind, version, live)
            VALUES (?, ?, ?, ?, ?, ?, 1, true)
            ON CONFLICT (policy_key) DO UPDATE SET version = p.version + 1, kind = excluded.kind,
              id = CASE WHEN p.live THEN p.id ELSE excluded.id END, live = true""";

    private static final String VMS = """
            INSERT INTO protected_vm AS v (vm_key, vm, policy_key, ports, conditions, public_ip_address)
            SELECT vm_key, vm, ?, ports, conditions, public_ip_address
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              WITH ORDINALITY AS given (vm_key, vm, ports, conditions, public_ip_address, place)
            ORDER BY given.place
            ON CONFLICT (vm_key) DO UPDATE SET vm = excluded.vm, ports = excluded.ports,
              conditions = excluded.conditions, public_ip_address = excluded.public_ip_address
            WHERE v.policy_key = excluded.policy_key""";

    private static final String LEAVE = "DELETE FROM protected_vm WHERE policy_key = ? AND vm_key = ANY (?)";
    private static final String LIVE = """
            UPDATE jit_policy SET live = EXISTS (SELECT FROM protected_vm WHERE policy_key = ?) WHERE policy_key = ?""";

    private final Sql sql;

    PolicyWrites(Sql sql) {
        this.sql = sql;
    }

    void save(PolicyId id, String kind, PolicyChange change) {
        String group = id.resourceGroup().toLowerCase(Locale.ROOT);
        sql.update(POLICY, id.key(), id.value(), id.subscription(), group, id.location(), kind);
        if (!change.written().isEmpty()) {
            write(id, change.written());
        }
        if (!change.left().isEmpty()) {
            String[] left = change.left().stream().map(VmId::key).toArray(String[]::new);
            sql.update(LEAVE, id.key(), left);
            sql.update(LIVE, id.key(), id.key());
        }
    }

    private void write(PolicyId id, List<VmPolicy> vms) {
        int rows = sql.update(
                VMS,
                id.key(),
                column(vms, vm -> vm.vm().key()),
                column(vms, vm -> vm.vm().value()),
                column(vms, vm -> Rows.text(vm.ports())),
                column(vms, vm -> PolicyColumns.text(vm.conditions())),
                column(vms, VmPolicy::publicIpAddress));
        if (rows != vms.size()) {
            throw new IllegalStateException("a VM came under another policy despite the lock");
        }
    }

    private static @Nullable String[] column(List<VmPolicy> vms, Function<VmPolicy, @Nullable String> value) {
        return vms.stream().map(value).toArray(String[]::new);
    }
}
