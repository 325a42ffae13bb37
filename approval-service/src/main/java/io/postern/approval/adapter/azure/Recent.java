package io.postern.approval.adapter.azure;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers answers with the moment they were asked for, so many at most. */
final class Recent<K, V> {
    private final Map<K, Answer<V>> answers;

    private record Answer<V>(V value, Instant askedAt) {}

    Recent(int most) {
        answers = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Answer<V>> eldest) {
                return size() > most;
            }
        };
    }

    /** The answer, if it was asked for less than {@code maxAge} before now; no age at all never finds one. */
    synchronized Optional<V> get(K key, Duration maxAge, Instant now) {
        return Optional.ofNullable(answers.get(key))
                .filter(answer -> now.isBefore(answer.askedAt().plus(maxAge)))
                .map(Answer::value);
    }

    synchronized void put(K key, V value, Instant askedAt) {
        answers.remove(key);
        answers.put(key, new Answer<>(value, askedAt));
    }
}
