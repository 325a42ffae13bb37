package io.postern.request.adapter.postgres;

import io.postern.contracts.id.VmId;
import io.postern.request.app.Inventory;
import io.postern.request.domain.VmList;
import io.postern.request.domain.VmOrder;
import java.util.List;
import java.util.Optional;

/**
 * How pages of VMs are sorted. A page begins behind the last VM of the one before, wherever that stands by now.
 *
 * @param place the expression that is sorted by
 * @param join what else it takes to tell it
 * @param lastPlace the same of the last VM of the page before, and what it takes to tell it
 * @param direction of both the place and the key
 */
record VmSorting(String place, String join, String lastPlace, List<Object> lastValues, String direction) {
    private static final String KEY = "i.vm_key COLLATE \"C\"";
    private static final String USED = "LEFT JOIN vm_access a ON a.vm_key = i.vm_key";
    private static final String COVERED =
            "CASE WHEN p.vm_key IS NULL THEN i.health_uncovered ELSE i.health_covered END";
    private static final String LAST_HEALTH = "(SELECT " + COVERED + " FROM inventory_vm i"
            + " LEFT JOIN protected_vm p ON p.vm_key = i.vm_key WHERE i.vm_key = ?)";
    private static final String LAST_USE = "coalesce((SELECT at FROM vm_access WHERE vm_key = ?), '-infinity')";

    static VmSorting of(Inventory.Query query) {
        if (query.order().isEmpty()) {
            return new VmSorting(KEY, "", "", List.of(), "ASC");
        }
        VmOrder order = query.order().get();
        String direction = order.backwards() ? "DESC" : "ASC";
        return switch (order.by()) {
            case NAME -> new VmSorting("i.name_key", "", "?", keys(query, 8), direction);
            case GROUP -> new VmSorting("i.group_key", "", "?", keys(query, 4), direction);
            case HEALTH -> new VmSorting(health(query.list()), "", LAST_HEALTH, keys(query), direction);
            case LAST_ACCESS -> new VmSorting("coalesce(a.at, '-infinity')", USED, LAST_USE, keys(query), direction);
        };
    }

    /** Both what is sorted by and, where that is the same, the key. */
    String by(String expression, String key) {
        return expression + " " + direction + ", " + key + " COLLATE \"C\" " + direction;
    }

    /** What comes behind the last VM of the page before; takes {@code lastValues} and then its key. */
    String behind() {
        if (place.equals(KEY)) {
            return KEY + " > ?";
        }
        return "(" + place + ", " + KEY + ") " + (direction.equals("ASC") ? ">" : "<") + " (" + lastPlace + ", ?)";
    }

    private static List<Object> keys(Inventory.Query query) {
        return query.after().map(VmId::key).map(List::<Object>of).orElse(List.of());
    }

    private static List<Object> keys(Inventory.Query query, int part) {
        return query.after()
                .map(last -> List.<Object>of(last.key().split("/", -1)[part]))
                .orElse(List.of());
    }

    private static String health(Optional<VmList> list) {
        return list.map(one -> one == VmList.CONFIGURED ? "i.health_covered" : "i.health_uncovered")
                .orElse(COVERED);
    }
}
