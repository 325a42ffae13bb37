package io.postern.problems;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads single fields of bodies and queries; a field that is wrong is named, with a sentence that helps. */
public final class Fields {
    private Fields() {}

    /** The refusal of a field. */
    public static Refused wrong(String field, String sentence) {
        return new Refused(Problem.named("invalid-field", 400, "Field '" + field + "': " + sentence + "."));
    }

    /** A field that must be there. */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw wrong(field, "it is missing");
        }
        return value;
    }

    /** Makes a value whose own constructor says what is wrong. */
    public static <F, T> T read(String field, @Nullable F value, Function<F, T> reader) {
        try {
            return reader.apply(required(field, value));
        } catch (IllegalArgumentException illegal) {
            throw wrong(field, String.valueOf(illegal.getMessage()));
        }
    }

    /** Reads a list that may be empty or missing. */
    public static <F extends @Nullable Object, T> List<T> each(
            String field, @Nullable List<F> values, int most, ElementReader<F, T> reader) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > most) {
            throw wrong(field, "no more than " + most + " may be named");
        }
        return IntStream.range(0, values.size())
                .mapToObj(i -> reader.read(field + "[" + i + "]", values.get(i)))
                .toList();
    }

    /** Reads a list that must name at least one. */
    public static <F, T> List<T> some(
            String field, @Nullable List<@Nullable F> values, int most, ElementReader<@Nullable F, T> reader) {
        List<@Nullable F> given = required(field, values);
        if (given.isEmpty() || given.size() > most) {
            throw wrong(field, "name 1 to " + most);
        }
        return each(field, given, most, reader);
    }

    /** Reads one element of a list under its own name. */
    public interface ElementReader<F extends @Nullable Object, T> {
        /** The field is that of the element: {@code ports[2]}. */
        T read(String field, F value);
    }

    /** A duration in whole seconds, if there is one. */
    public static @Nullable Duration duration(String field, @Nullable String text) {
        return text == null ? null : read(field, text, Fields::duration);
    }

    /** A time in whole seconds, if there is one. */
    public static @Nullable Instant instant(String field, @Nullable String text) {
        return text == null ? null : read(field, text, Fields::instant);
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.getNano() == 0) {
                return duration;
            }
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("write a duration as PT30M or PT1H30M", malformed);
        }
        throw new IllegalArgumentException("a duration is in whole seconds");
    }

    private static Instant instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.getNano() == 0) {
                return instant;
            }
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("write a time as 2030-01-31T15:00:00Z", malformed);
        }
        throw new IllegalArgumentException("a time is in whole seconds");
    }
}
