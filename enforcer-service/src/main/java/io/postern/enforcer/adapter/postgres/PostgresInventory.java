package io.postern.enforcer.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.NsgId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Inventory;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The VMs as last announced, kept in the form of the announcement. */
public final class PostgresInventory implements Inventory {
    private final ObjectMapper json = PosternJson.mapper();
    private final Sql sql;

    public PostgresInventory(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public Optional<Snapshot> find(VmId vm) {
        return assessed("SELECT assessed FROM machine WHERE vm_key = ?", vm.key()).stream()
                .map(PostgresInventory::snapshot)
                .findFirst();
    }

    @Override
    public List<Snapshot> behind(NsgId boundary) {
        return assessed("""
                        SELECT assessed FROM machine JOIN machine_boundary USING (vm_key)
                        WHERE nsg_key = ? ORDER BY vm_key""", boundary.key()).stream()
                .map(PostgresInventory::snapshot)
                .toList();
    }

    @Override
    public List<VmAssessed> all() {
        return assessed("SELECT assessed FROM machine ORDER BY vm_key");
    }

    @Override
    public void save(VmAssessed assessed) {
        String key = assessed.vm().key();
        sql.update("""
                INSERT INTO machine (vm_key, assessed) VALUES (?, ?)
                ON CONFLICT (vm_key) DO UPDATE SET assessed = excluded.assessed""", key, text(assessed));
        sql.update("DELETE FROM machine_boundary WHERE vm_key = ?", key);
        for (NsgId boundary : snapshot(assessed).boundaries()) {
            sql.update("INSERT INTO machine_boundary (vm_key, nsg_key) VALUES (?, ?)", key, boundary.key());
        }
    }

    @Override
    public void remove(VmId vm) {
        sql.update("DELETE FROM machine WHERE vm_key = ?", vm.key());
    }

    private List<VmAssessed> assessed(String query, Object... values) {
        return sql.list(query, row -> read(row.getString(1)), values);
    }

    private static Snapshot snapshot(VmAssessed known) {
        return new Snapshot(known.vm(), known.location(), known.os(), known.interfaces());
    }

    private String text(VmAssessed assessed) {
        try {
            return json.writeValueAsString(assessed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an assessment that cannot be written is a bug", e);
        }
    }

    private VmAssessed read(String text) {
        try {
            return json.readValue(text, VmAssessed.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an assessment on record cannot be read", e);
        }
    }
}
