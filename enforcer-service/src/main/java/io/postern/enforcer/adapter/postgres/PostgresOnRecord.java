package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import io.postern.enforcer.app.OnRecord;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Four questions in one round trip. */
public final class PostgresOnRecord implements OnRecord {
    private static final String BEHIND = "SELECT vm_key FROM machine_boundary WHERE nsg_key = ?";

    private static final String EVERYTHING = """
            SELECT assessed FROM machine WHERE vm_key IN (%1$s) ORDER BY vm_key;
            SELECT vm_key, ports FROM protected_vm WHERE ports <> '' AND vm_key IN (%1$s);
            SELECT * FROM own_rule WHERE nsg_key = ? AND live ORDER BY name;
            SELECT * FROM access_grant WHERE vm_key IN (%1$s) AND %2$s ORDER BY id""".formatted(BEHIND, PostgresGrants.UNFINISHED);

    private final Sql sql;
    private final PostgresInventory inventory;
    private final PostgresRules rules;

    public PostgresOnRecord(DataSource database, String instance) {
        this.sql = new Sql(database);
        this.inventory = new PostgresInventory(database);
        this.rules = new PostgresRules(database, instance, "");
    }

    @Override
    public Found at(BoundaryId boundary) {
        List<Snapshot> behind = new ArrayList<>();
        Map<VmId, List<PortAccess>> ports = new HashMap<>();
        List<OwnRule> own = new ArrayList<>();
        List<Grant> unfinished = new ArrayList<>();
        String key = boundary.key();
        sql.each(
                EVERYTHING,
                List.of(
                        row -> behind.add(inventory.snapshot(row)),
                        row -> ports.put(new VmId(row.getString("vm_key")), PostgresPolicies.ports(row)),
                        row -> own.add(rules.rule(row)),
                        row -> unfinished.add(GrantRow.read(row))),
                key,
                key,
                key,
                key);
        return new Found(behind, ports, own, unfinished);
    }
}
