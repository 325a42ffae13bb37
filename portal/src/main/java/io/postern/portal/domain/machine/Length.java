package io.postern.portal.domain.machine;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Lengths of time in words. */
final class Length {
    private Length() {}

    /** {@code PT1H30M} as "1 h 30 min"; what cannot be read stays as it is. */
    static String words(String iso) {
        try {
            return words(Duration.parse(iso));
        } catch (DateTimeParseException unreadable) {
            return iso;
        }
    }

    static String words(Duration length) {
        List<String> parts = new ArrayList<>();
        add(parts, length.toHours(), "h");
        add(parts, length.toMinutesPart(), "min");
        add(parts, length.toSecondsPart(), "s");
        return parts.isEmpty() ? "0 min" : String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number != 0) {
            parts.add(number + " " + unit);
        }
    }
}
