package io.postern.request.adapter.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.messaging.Sql;
import io.postern.request.app.Inventory;
import io.postern.request.app.Vms;
import io.postern.request.domain.KnownVm;
import io.postern.request.domain.ListedVm;
import io.postern.request.domain.VmUse;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The inventory in PostgreSQL, as lists show it. */
@Singleton
public class PostgresInventory implements Inventory {
    private static final String ONE = "SELECT vm, detail, interfaces FROM inventory_vm WHERE vm_key = ?";

    /** Every VM that a policy names is in the inventory, so three counts over indexes make the fourth. */
    private static final String COUNTS = """
            SELECT covered, present - unsupported - (covered - covered_gone), unsupported FROM
            (SELECT (SELECT count(*) FROM protected_vm) AS covered,
                    (SELECT count(*) FROM inventory_vm)
                        - (SELECT count(*) FROM inventory_vm WHERE gone_at IS NOT NULL) AS present,
                    (SELECT count(*) FROM inventory_vm i JOIN protected_vm p ON p.vm_key = i.vm_key
                        WHERE i.gone_at IS NOT NULL) AS covered_gone,
                    (SELECT count(*) FROM inventory_vm i WHERE i.status = 'UNSUPPORTED' AND i.gone_at IS NULL
                        AND NOT EXISTS (SELECT FROM protected_vm p WHERE p.vm_key = i.vm_key)) AS unsupported) counted""";

    /** A group has one spelling here however many its VMs' ids have. */
    private static final String GROUPS = """
            SELECT subscription_key, min(split_part(vm, '/', 5)), count(*) FROM inventory_vm WHERE gone_at IS NULL
            GROUP BY subscription_key, group_key ORDER BY subscription_key, group_key LIMIT ?""";

    private static final String USED = """
            INSERT INTO vm_access (vm_key, at, request_id) VALUES (?, ?, ?)
            ON CONFLICT (vm_key) DO UPDATE SET at = excluded.at, request_id = excluded.request_id
            WHERE vm_access.at <= excluded.at""";

    private final Vms vms;
    private final VmUses uses;
    private final Sql sql;

    /** What a row says beyond what is known of the VM elsewhere. */
    private record Row(VmId vm, @Nullable String detail, List<NetworkInterface> interfaces) {}

    PostgresInventory(Vms vms, VmUses uses, DataSource database) {
        this.vms = vms;
        this.uses = uses;
        this.sql = new Sql(database);
    }

    @Override
    public Page page(Query query, Instant now) {
        VmPages page = VmPages.of(query);
        List<Row> rows = rows(page.sql(), page.values());
        if (rows.size() <= query.limit()) {
            return new Page(listed(rows, now), Optional.empty());
        }
        List<Row> shown = rows.subList(0, query.limit());
        return new Page(listed(shown, now), Optional.of(shown.getLast().vm()));
    }

    @Override
    public Optional<ListedVm> one(VmId vm, Instant now) {
        return listed(rows(ONE, vm.key()), now).stream().findFirst();
    }

    @Override
    public Counts counts() {
        return sql.query(COUNTS, row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
                .getFirst();
    }

    @Override
    public List<Group> groups(int limit) {
        return sql.query(GROUPS, row -> new Group(row.getString(1), row.getString(2), row.getLong(3)), limit);
    }

    @Override
    public void used(VmId vm, RequestId by, Instant at) {
        sql.update(USED, vm.key(), at, by.value());
    }

    private List<Row> rows(String select, Object... values) {
        return sql.query(
                select,
                row -> new Row(
                        new VmId(row.getString(1)),
                        row.getString(2),
                        Rows.value(row.getString(3), new TypeReference<List<NetworkInterface>>() {})),
                values);
    }

    private List<ListedVm> listed(List<Row> rows, Instant now) {
        List<VmId> ids = rows.stream().map(Row::vm).toList();
        Map<VmId, KnownVm> known = vms.find(ids);
        Map<VmId, VmUse> used = uses.of(ids, now);
        return rows.stream()
                .flatMap(row -> Stream.ofNullable(known.get(row.vm()))
                        .map(vm -> new ListedVm(
                                vm, row.detail(), row.interfaces(), used.getOrDefault(row.vm(), VmUse.NONE))))
                .toList();
    }
}
