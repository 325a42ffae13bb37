package io.postern.request.adapter.postgres;

import io.postern.request.app.Inventory;
import io.postern.request.domain.Health;
import io.postern.request.domain.VmList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The statement for one page of VMs. The keys of the page are found in indexes alone, in the order of the list; only then
 * are its rows read. Whether a policy covers a VM decides which of its two healths counts, so a search by health is two
 * searches.
 */
record VmPages(String sql, Object[] values) {
    private static final String KEYS = """
            (SELECT i.vm_key, %s AS place FROM inventory_vm i
             LEFT JOIN protected_vm p ON p.vm_key COLLATE "C" = i.vm_key COLLATE "C" %s
             WHERE %s ORDER BY %s LIMIT ?)""";

    private static final String ROWS = """
            SELECT i.vm, i.detail, i.interfaces FROM inventory_vm i JOIN
            (SELECT vm_key, place FROM (%s) found ORDER BY %s LIMIT ?) page ON page.vm_key = i.vm_key
            ORDER BY %s""";

    private static final String NAMED = "i.name_key IN (SELECT n.name_key FROM inventory_vm n WHERE n.name_key LIKE ?)";

    /** One search; its conditions, each with its value if it has one. */
    private record Search(List<String> conditions, List<Object> values) {
        static Search among(String condition) {
            return new Search(new ArrayList<>(List.of(condition)), new ArrayList<>());
        }

        Search with(String condition, Object... more) {
            conditions.add(condition);
            values.addAll(List.of(more));
            return this;
        }
    }

    /** One row more than the page holds tells whether another page follows. */
    static VmPages of(Inventory.Query query) {
        int limit = query.limit() + 1;
        VmSorting sorting = VmSorting.of(query);
        List<Search> searches = searches(query);
        List<Object> values = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (Search search : searches) {
            narrow(search, query, sorting);
            parts.add(KEYS.formatted(
                    sorting.place(),
                    sorting.join(),
                    String.join(" AND ", search.conditions()),
                    sorting.by(sorting.place(), "i.vm_key")));
            values.addAll(search.values());
            values.add(limit);
        }
        values.add(limit);
        return new VmPages(
                ROWS.formatted(
                        String.join(" UNION ALL ", parts),
                        sorting.by("place", "vm_key"),
                        sorting.by("page.place", "i.vm_key")),
                values.toArray());
    }

    private static List<Search> searches(Inventory.Query query) {
        Optional<String> health = query.health().map(Health.Level::name);
        if (query.list().isPresent()) {
            VmList list = query.list().get();
            Search search = among(list);
            health.ifPresent(level -> search.with(column(list) + " = ?", level));
            return List.of(search);
        }
        return health.map(level -> List.of(
                        covered().with("i.health_covered = ?", level),
                        uncovered().with("i.health_uncovered = ?", level)))
                .orElseGet(() -> List.of(Search.among("(i.gone_at IS NULL OR p.vm_key IS NOT NULL)")));
    }

    private static Search among(VmList list) {
        return switch (list) {
            case CONFIGURED -> covered();
            case NOT_CONFIGURED -> uncovered().with("i.status <> 'UNSUPPORTED'");
            case UNSUPPORTED -> uncovered().with("i.status = 'UNSUPPORTED'");
        };
    }

    private static String column(VmList list) {
        return list == VmList.CONFIGURED ? "i.health_covered" : "i.health_uncovered";
    }

    private static Search covered() {
        return Search.among("p.vm_key IS NOT NULL");
    }

    private static Search uncovered() {
        return Search.among("p.vm_key IS NULL").with("i.gone_at IS NULL");
    }

    private static void narrow(Search search, Inventory.Query query, VmSorting sorting) {
        query.after().ifPresent(last -> {
            search.with(sorting.behind(), sorting.lastValues().toArray());
            search.values().add(last.key());
        });
        query.name().ifPresent(part -> search.with(NAMED, "%" + literally(part) + "%"));
        query.resourceGroup().map(VmPages::lower).ifPresent(group -> search.with("i.group_key = ?", group));
        // Everything in a subscription lies between these two keys: '0' is what comes after '/'.
        query.subscription()
                .map(id -> "/subscriptions/" + lower(id))
                .ifPresent(prefix -> search.with(
                        "i.vm_key COLLATE \"C\" >= ? AND i.vm_key COLLATE \"C\" < ?", prefix + "/", prefix + "0"));
    }

    /** Wildcards of LIKE have no meaning to those who search. */
    private static String literally(String part) {
        return lower(part).replaceAll("([\\\\%_])", "\\\\$1");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
