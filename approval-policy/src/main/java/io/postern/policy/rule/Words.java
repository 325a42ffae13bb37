package io.postern.policy.rule;

import java.time.Duration;

/** Lengths of time in words. */
final class Words {
    private Words() {}

    static String of(Duration length) {
        StringBuilder words = new StringBuilder();
        add(words, length.toDays(), "day");
        add(words, length.toHoursPart(), "hour");
        add(words, length.toMinutesPart(), "minute");
        add(words, length.toSecondsPart(), "second");
        return words.isEmpty() ? "no time at all" : words.toString();
    }

    private static void add(StringBuilder words, long number, String unit) {
        if (number != 0) {
            words.append(words.isEmpty() ? "" : " ").append(number).append(' ').append(unit);
            words.append(number == 1 ? "" : "s");
        }
    }
}
