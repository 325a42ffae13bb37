package io.postern.portal.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lengths of time in words. */
public final class Span {
    private Span() {}

    /** Such as {@code 1 h 30 min}. */
    public static String words(Duration length) {
        List<String> parts = new ArrayList<>();
        add(parts, length.toDays(), "d");
        add(parts, length.toHoursPart(), "h");
        add(parts, length.toMinutesPart(), "min");
        add(parts, length.toSecondsPart(), "s");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts);
    }

    /** A short one to the millisecond, such as {@code 230 ms} or {@code 4.2 s}; a long one in words. */
    public static String exact(Duration length) {
        long millis = length.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        return millis < 60_000 ? millis / 1_000 + "." + millis % 1_000 / 100 + " s" : words(length);
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit);
        }
    }
}
