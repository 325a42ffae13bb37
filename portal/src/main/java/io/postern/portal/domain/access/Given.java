package io.postern.portal.domain.access;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What services leave out, and how they write lengths and ids. */
final class Given {
    private Given() {}

    static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }

    static Optional<Duration> length(String iso) {
        try {
            return iso.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(iso));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** A length in words, such as 1 h 30 min. */
    static String words(Duration length) {
        List<String> parts = new ArrayList<>();
        add(parts, length.toHours(), "h");
        add(parts, length.toMinutesPart(), "min");
        add(parts, length.toSecondsPart(), "s");
        return parts.isEmpty() ? "0 min" : String.join(" ", parts);
    }

    /** The last part of a resource id. */
    static String name(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** An address without the length of a block of one. */
    static String source(String block) {
        if (block.endsWith("/32") && block.indexOf(':') < 0) {
            return block.substring(0, block.length() - 3);
        }
        return block.endsWith("/128") ? block.substring(0, block.length() - 4) : block;
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number != 0) {
            parts.add(number + " " + unit);
        }
    }
}
