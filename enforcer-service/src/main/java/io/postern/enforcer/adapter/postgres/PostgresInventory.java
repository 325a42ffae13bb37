package io.postern.enforcer.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Inventory;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The VMs as last announced, kept in the form of the announcement. */
public final class PostgresInventory implements Inventory {
    private final ObjectMapper json = PosternJson.mapper();
    private final Sql sql;
    private final Understood understood = new Understood(this::read);

    public PostgresInventory(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public Optional<Snapshot> find(VmId vm) {
        return snapshots("SELECT assessed FROM machine WHERE vm_key = ?", vm.key()).stream()
                .findFirst();
    }

    @Override
    public Map<VmId, Snapshot> find(Collection<VmId> vms) {
        String[] keys = vms.stream().map(VmId::key).toArray(String[]::new);
        return snapshots("SELECT assessed FROM machine WHERE vm_key = ANY (?)", (Object) keys).stream()
                .collect(Collectors.toMap(Snapshot::vm, Function.identity()));
    }

    @Override
    public List<Snapshot> behind(BoundaryId boundary) {
        return snapshots("""
                SELECT assessed FROM machine JOIN machine_boundary USING (vm_key)
                WHERE nsg_key = ? ORDER BY vm_key""", boundary.key());
    }

    @Override
    public List<VmAssessed> all() {
        return assessed("SELECT assessed FROM machine ORDER BY vm_key");
    }

    @Override
    public void save(Collection<VmAssessed> assessed) {
        sql.batch("""
                INSERT INTO machine (vm_key, assessed) VALUES (?, ?)
                ON CONFLICT (vm_key) DO UPDATE SET assessed = excluded.assessed""", rows(assessed, vm -> Stream.of(text(vm))));
        sql.batch("DELETE FROM machine_boundary WHERE vm_key = ?", rows(assessed, null));
        sql.batch(
                "INSERT INTO machine_boundary (vm_key, nsg_key) VALUES (?, ?)",
                rows(assessed, vm -> Snapshot.of(vm).boundaries().stream().map(BoundaryId::key)));
    }

    /** Rows of a VM's key and, where there is one, another value. */
    private static List<Object[]> rows(
            Collection<VmAssessed> assessed, @Nullable Function<VmAssessed, Stream<String>> values) {
        return assessed.stream()
                .flatMap(vm -> values == null
                        ? Stream.<Object[]>of(new Object[] {vm.vm().key()})
                        : values.apply(vm).map(value -> new Object[] {vm.vm().key(), value}))
                .toList();
    }

    @Override
    public void remove(VmId vm) {
        sql.update("DELETE FROM machine WHERE vm_key = ?", vm.key());
    }

    private List<Snapshot> snapshots(String query, Object... values) {
        return sql.list(query, this::snapshot, values);
    }

    Snapshot snapshot(ResultSet row) throws SQLException {
        return understood.snapshot(row.getString("assessed"));
    }

    private List<VmAssessed> assessed(String query, Object... values) {
        return sql.list(query, row -> read(row.getString(1)), values);
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
