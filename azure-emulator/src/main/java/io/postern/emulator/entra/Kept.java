package io.postern.emulator.entra;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values kept in memory for a time each, and no more than so many: the oldest make room. */
final class Kept<V> {
    private final int most;
    private final Duration life;
    // In the order in which they end, for all live equally long.
    private final Map<String, Entry<V>> entries = new LinkedHashMap<>();

    private record Entry<V>(V value, Instant until) {}

    Kept(int most, Duration life) {
        this.most = most;
        this.life = life;
    }

    synchronized void put(String key, V value, Instant now) {
        entries.remove(key);
        entries.put(key, new Entry<>(value, now.plus(life)));
        Iterator<Entry<V>> oldest = entries.values().iterator();
        while (oldest.hasNext() && (!oldest.next().until().isAfter(now) || entries.size() > most)) {
            oldest.remove();
        }
    }

    synchronized Optional<V> get(String key, Instant now) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.until().isAfter(now))
                .map(Entry::value);
    }

    synchronized Optional<V> take(String key, Instant now) {
        Optional<V> value = get(key, now);
        entries.remove(key);
        return value;
    }

    synchronized int size() {
        return entries.size();
    }
}
