package io.postern.enforcer.domain.nsg;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the port ranges of rules: {@code 22}, {@code 20-25} or {@code *}. */
final class PortRanges {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    private PortRanges() {}

    static boolean meet(List<String> some, List<String> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> meet(one, other)));
    }

    static boolean hold(List<String> ranges, int port) {
        return meet(ranges, List.of(String.valueOf(port)));
    }

    private static boolean meet(String one, String other) {
        Matcher a = FORM.matcher(one);
        Matcher b = FORM.matcher(other);
        // "*", and anything that Azure may yet invent: taken to meet
        return !a.matches() || !b.matches() || (low(a) <= high(b) && low(b) <= high(a));
    }

    private static int low(Matcher range) {
        return Integer.parseInt(range.group(1));
    }

    private static int high(Matcher range) {
        return range.group(2) == null ? low(range) : Integer.parseInt(range.group(2));
    }
}
