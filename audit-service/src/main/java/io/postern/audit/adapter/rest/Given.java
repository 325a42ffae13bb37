package io.postern.audit.adapter.rest;

import io.postern.audit.domain.Mention;
import io.postern.contracts.event.EventType;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A query parameter as what it should be. */
final class Given {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final String PREFIX = "io.postern.";
    private static final int LONGEST_NAME = 256;

    private Given() {}

    static <T> Optional<T> as(String name, @Nullable String text, Function<String, T> reading) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(text));
        } catch (IllegalArgumentException | DateTimeException e) {
            String why = e instanceof NumberFormatException ? "it must be a whole number" : e.getMessage();
            throw new Refused(Problem.of(400, "The parameter " + name + " cannot be read: " + why + "."));
        }
    }

    /** Somebody by object id or name, however it is written. */
    static String person(String text) {
        if (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a person is given by an object id or a name");
        }
        return Mention.key(text)
                .orElseThrow(() -> new IllegalArgumentException("a person is given by an object id or a name"));
    }

    /** A type by its whole name or by the short one, such as {@code rules-applied} or {@code enforcement.rules-applied}. */
    static EventType eventType(String name) {
        List<EventType> named = Arrays.stream(EventType.values())
                .filter(type -> isCalled(type, name))
                .toList();
        if (named.size() == 1) {
            return named.getFirst();
        }
        throw new IllegalArgumentException(
                named.isEmpty()
                        ? "no event type is called that; see docs/api/audit.md"
                        : "more than one event type is called that: "
                                + named.stream().map(EventType::wireName).collect(Collectors.joining(", ")));
    }

    private static boolean isCalled(EventType type, String name) {
        String whole = type.wireName();
        String inner = whole.substring(PREFIX.length(), whole.lastIndexOf(".v"));
        return name.equals(whole) || name.equals(inner) || name.equals(inner.substring(inner.indexOf('.') + 1));
    }

    static long index(String text) {
        long index = Long.parseLong(text);
        if (index < -1) {
            throw new IllegalArgumentException("it is the index of a leaf");
        }
        return index;
    }

    static int between(int least, int most, String text) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("it must be " + least + " to " + most);
        }
        return number;
    }

    static Instant instant(String text) {
        Instant instant = parsed(text);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("the time is out of range");
        }
        return instant;
    }

    private static Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time is written as 2026-11-21T08:00:00Z", e);
        }
    }
}
