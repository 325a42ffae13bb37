package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.app.Policies;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Protected ports, written as {@code 22/TCP,53/*}. */
public final class PostgresPolicies implements Policies {
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
    public void protect(VmId vm, String policyId, List<PortAccess> ports, Instant now) {
        String text = ports.stream()
                .map(access -> access.port().number() + "/" + access.protocol().policyWord())
                .collect(Collectors.joining(","));
        sql.update("""
                INSERT INTO protected_vm (vm_key, policy_id, ports, changed_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (vm_key) DO UPDATE SET policy_id = excluded.policy_id, ports = excluded.ports,
                    changed_at = excluded.changed_at""", vm.key(), policyId, text, now);
    }

    private static Stream<PortAccess> read(String text) {
        return Arrays.stream(text.split(","))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("/"))
                .map(part -> new PortAccess(new Port(Integer.parseInt(part[0])), Protocol.of(part[1])));
    }
}
