package io.postern.cli.verify;

import java.time.Instant;
import java.time.LocalDate;

/** Times in the form that events have them, read quickly; a million of them take a second otherwise. */
final class Times {
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int WITH_MILLIS = "2026-11-21T10:00:00.123Z".length();

    private Times() {}

    /** The milliseconds since 1970; any other form than {@code 2026-11-21T10:00:00[.123]Z} is left to the JDK. */
    static long millis(String text) {
        if (!isPlain(text)) {
            return Instant.parse(text).toEpochMilli();
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text).toEpochMilli();
        }
        long seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
        return seconds * 1_000 + (text.length() == WITH_MILLIS ? number(text, 20, 23) : 0);
    }

    private static boolean isPlain(String text) {
        int length = text.length();
        if (length != FORM.length() + 1 && length != WITH_MILLIS || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < length - 1; i++) {
            char wanted = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
            char found = text.charAt(i);
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
