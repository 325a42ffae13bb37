package io.postern.audit.adapter.rest;

import io.postern.problems.Problem;
import io.postern.problems.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A query parameter as what it should be. */
final class Given {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

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
