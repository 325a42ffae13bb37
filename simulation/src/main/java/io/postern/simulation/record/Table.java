package io.postern.simulation.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows by their key, in the order of their keys. What a transaction did here can be undone. */
public final class Table<R> {
    private final NavigableMap<String, R> rows = new TreeMap<>();
    private final List<Index<R>> indexes = new ArrayList<>();
    private final Database database;

    Table(Database database) {
        this.database = database;
    }

    /** An index of what this has in common; to be asked for while there are no rows yet. */
    Index<R> by(Function<R, Collection<String>> common) {
        Index<R> index = new Index<>(common);
        indexes.add(index);
        return index;
    }

    public Optional<R> find(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    public boolean has(String key) {
        return rows.containsKey(key);
    }

    public Collection<R> all() {
        return rows.values();
    }

    /** The rows whose keys begin so, found without looking at all of them. */
    Collection<R> startingWith(String beginning) {
        return rows.subMap(beginning, true, beginning + Character.MAX_VALUE, false)
                .values();
    }

    /** As it is now. */
    Map<String, R> copy() {
        return new TreeMap<>(rows);
    }

    /** The keys of rows that were other ones before, or were there no more, or not yet. */
    Stream<String> changedSince(Map<String, R> before) {
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(rows.keySet());
        return keys.stream().filter(key -> !Objects.equals(before.get(key), rows.get(key)));
    }

    public List<String> keys() {
        return List.copyOf(rows.keySet());
    }

    public void put(String key, R row) {
        R before = rows.put(key, row);
        indexes.forEach(index -> index.changed(key, before, row));
        database.undo(() -> restore(key, before));
    }

    public void remove(String key) {
        R before = rows.remove(key);
        if (before != null) {
            indexes.forEach(index -> index.changed(key, before, null));
            database.undo(() -> restore(key, before));
        }
    }

    /** Nothing of it is kept; not for what is to be undone. */
    void clear() {
        rows.clear();
    }

    private void restore(String key, @Nullable R before) {
        R undone = before == null ? rows.remove(key) : rows.put(key, before);
        indexes.forEach(index -> index.changed(key, undone, before));
    }
}
