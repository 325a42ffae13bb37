package io.postern.simulation.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows that have something in common, found without looking at all of them; in the order of their keys. */
public final class Index<R> {
    private final Function<R, Collection<String>> common;
    private final Map<String, Map<String, R>> rows = new HashMap<>();

    Index(Function<R, Collection<String>> common) {
        this.common = common;
    }

    public Collection<R> all(String what) {
        Map<String, R> found = rows.get(what);
        return found == null ? List.of() : found.values();
    }

    void changed(String key, @Nullable R before, @Nullable R after) {
        if (before != null) {
            common.apply(before)
                    .forEach(what -> rows.computeIfPresent(what, (_, known) -> {
                        known.remove(key);
                        return known.isEmpty() ? null : known;
                    }));
        }
        if (after != null) {
            common.apply(after)
                    .forEach(what ->
                            rows.computeIfAbsent(what, _ -> new TreeMap<>()).put(key, after));
        }
    }
}
