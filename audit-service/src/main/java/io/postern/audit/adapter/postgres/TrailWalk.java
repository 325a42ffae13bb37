package io.postern.audit.adapter.postgres;

import io.postern.audit.app.TrailQuery;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way along one index on which a query finds its leaves: that of the condition which leaves the fewest. The statement gives
 * so many indexes of leaves, in the order of the walk, that begin behind the entry known last.
 */
record TrailWalk(String sql, List<Object> values, boolean all) {
    /** How many leaves a page looks at, where not each that it meets is one asked for. */
    static final int LONGEST = 2_000;

    /** What stands for a VM in its index. Leaves of another with the same are met, too, and not taken. */
    private static final String HASH = "hashtextextended(%s, 0)";

    /** Whether a walk goes by time, and so has to know at what time it begins. */
    static boolean byTime(TrailQuery query) {
        return query.request().isEmpty()
                && (query.actor().isPresent()
                        || query.vm().isPresent()
                        || query.type().isPresent()
                        || query.from().isPresent()
                        || query.to().isPresent());
    }

    /** @param known the time of the entry known last; only for a walk by time that goes on */
    static TrailWalk of(TrailQuery query, Optional<Instant> known, int limit) {
        return byTime(query) ? alongTime(query, known, limit) : alongIndex(query, limit);
    }

    /**
     * Both ends are compared as a whole with an index, key first. Asked for as equal, the key would be left out of the order,
     * and the planner free to go through all times instead and pick out those with the key.
     */
    private static TrailWalk alongTime(TrailQuery query, Optional<Instant> known, int limit) {
        Optional<Key> key = Stream.of(
                        query.actor().map(actor -> new Key("audit_person", "person", "?", actor)),
                        query.vm().map(vm -> new Key("audit_vm", HASH.formatted("vm"), HASH.formatted("?"), vm.key())),
                        query.type().map(type -> new Key("audit_leaf", "type", "?", type.wireName())))
                .flatMap(Optional::stream)
                .findFirst();
        Optional<Instant> from =
                query.from().filter(time -> known.isEmpty() || known.get().isBefore(time));
        OffsetDateTime first = from.or(() -> known).map(TrailWalk::utc).orElse(OffsetDateTime.MIN);
        OffsetDateTime end = query.to().map(TrailWalk::utc).orElse(OffsetDateTime.MAX);
        String columns = key.map(k -> k.column + ", time, idx").orElse("time, idx");
        String marks = key.map(k -> k.mark + ", ?, ?").orElse("?, ?");
        List<Object> values = new ArrayList<>();
        key.ifPresent(k -> values.add(k.value));
        values.addAll(List.of(first, from.isPresent() || known.isEmpty() ? -1L : query.after()));
        key.ifPresent(k -> values.add(k.value));
        values.addAll(List.of(end, -1L));
        boolean all = conditions(query) <= 1;
        String sql = "SELECT idx FROM " + key.map(Key::table).orElse("audit_leaf") + " WHERE (" + columns + ") > ("
                + marks + ") AND (" + columns + ") < (" + marks + ") ORDER BY " + columns + " LIMIT "
                + (all ? limit : LONGEST);
        return new TrailWalk(sql, values, all);
    }

    private record Key(String table, String column, String mark, String value) {}

    private static TrailWalk alongIndex(TrailQuery query, int limit) {
        Optional<String> request = query.request().map(RequestId::value);
        boolean all =
                conditions(query) == 0 && query.from().isEmpty() && query.to().isEmpty();
        List<Object> values = new ArrayList<>();
        request.ifPresent(values::add);
        values.add(query.after());
        return new TrailWalk(
                "SELECT idx FROM audit_leaf WHERE " + (request.isPresent() ? "request_id = ? AND " : "")
                        + "idx > ? ORDER BY idx LIMIT " + (all ? limit : LONGEST),
                values,
                all);
    }

    /** How many indexes would have to be combined; a time window stands on each of them. */
    private static long conditions(TrailQuery query) {
        return Stream.of(query.actor(), query.vm(), query.type())
                .filter(Optional::isPresent)
                .count();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
