package io.postern.audit.domain.siem;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Named values in their order, of the kinds that JSON has. What is null or empty is left out. */
final class Fields {
    private final Map<String, Object> values = new LinkedHashMap<>();

    static Fields none() {
        return new Fields();
    }

    static Fields of(String name, @Nullable Object value) {
        return new Fields().with(name, value);
    }

    Fields with(String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Optional<?> optional -> optional.ifPresent(present -> with(name, present));
            case Collection<?> items when items.isEmpty() -> {}
            case Map<?, ?> map when map.isEmpty() -> {}
            case String text when text.isEmpty() -> {}
            case Instant time -> values.put(name, time.toString());
            case Duration time -> values.put(name, time.toString());
            case Enum<?> word -> values.put(name, word.name());
            default -> values.put(name, value);
        }
        return this;
    }

    Map<String, Object> map() {
        return Collections.unmodifiableMap(values);
    }
}
