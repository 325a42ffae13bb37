package io.postern.contracts.codec;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an event lacks: a component that is null although its record does not say {@link Nullable}. Jackson leaves
 * such holes, and behind them NullAway's promises would be false.
 */
final class RequiredComponents {
    private static final Map<Class<?>, List<Component>> COMPONENTS = new ConcurrentHashMap<>();

    private record Component(RecordComponent component, boolean optional) {}

    private RequiredComponents() {}

    /** The path of the first hole in a record, its nested records and lists; it names components, never values. */
    static Optional<String> firstMissing(Record value, String path) {
        for (Component part : COMPONENTS.computeIfAbsent(value.getClass(), RequiredComponents::read)) {
            String partPath = path + "." + part.component.getName();
            Object content = content(part.component, value);
            if (content == null && part.optional) {
                continue;
            }
            Optional<String> missing = missingIn(content, partPath);
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> missingIn(@Nullable Object content, String path) {
        return switch (content) {
            case null -> Optional.of(path);
            case Record nested -> firstMissing(nested, path);
            case Collection<?> items ->
                items.stream()
                        .flatMap(item -> missingIn(item, path + "[]").stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static List<Component> read(Class<?> type) {
        List<Component> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            components.add(new Component(component, optional));
        }
        return List.copyOf(components);
    }

    private static @Nullable Object content(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that cannot be read is a bug", e);
        }
    }
}
