package io.postern.request.adapter.arm;

import io.postern.problems.Problem;
import io.postern.problems.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads single values that callers gave; one that is wrong is named, with a sentence that helps. */
final class Given {
    private Given() {}

    static Refused wrong(String where, String sentence) {
        return new Refused(Problem.named("invalid-request-content", 400, "'" + where + "': " + sentence + "."));
    }

    static <T> T required(String where, @Nullable T value) {
        if (value == null) {
            throw wrong(where, "it is missing");
        }
        return value;
    }

    /** Makes a value whose own constructor says what is wrong. */
    static <F, T> T read(String where, @Nullable F value, Function<F, T> reader) {
        try {
            return reader.apply(required(where, value));
        } catch (IllegalArgumentException illegal) {
            throw wrong(where, String.valueOf(illegal.getMessage()));
        }
    }

    /** Reads the elements of a list that must be there, each under its own name. */
    static <F extends @Nullable Object, T> List<T> each(
            String where, @Nullable List<F> values, int most, Element<F, T> reader) {
        List<F> given = required(where, values);
        if (given.size() > most) {
            throw wrong(where, "no more than " + most + " may be named");
        }
        return IntStream.range(0, given.size())
                .mapToObj(i -> reader.read(where + "[" + i + "]", given.get(i)))
                .toList();
    }

    /** Reads one element of a list. */
    interface Element<F extends @Nullable Object, T> {
        T read(String where, F value);
    }

    static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("write a duration as PT3H or PT1H30M", malformed);
        }
    }

    /** A time of any offset; what it says below the second is cut off, so that nobody gets longer than asked for. */
    static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("write a time as 2030-01-31T15:00:00Z", malformed);
        }
    }

    /**
     * The two ways to name sources, of which a caller uses one. An empty list beside a single source says nothing, as
     * null does: clients that fill in every property send it.
     */
    static List<String> sources(String where, @Nullable String one, @Nullable List<@Nullable String> several) {
        if (one != null && several != null && !several.isEmpty()) {
            throw wrong(where, "give either allowedSourceAddressPrefix or allowedSourceAddressPrefixes, not both");
        }
        if (one != null) {
            return List.of(one);
        }
        return several == null
                ? List.of()
                : each(where + ".allowedSourceAddressPrefixes", several, 100, Given::<String>required);
    }
}
