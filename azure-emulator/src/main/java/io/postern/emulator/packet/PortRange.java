package io.postern.emulator.packet;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One port, a range or {@code *}. */
public record PortRange(int from, int to) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    public static Optional<PortRange> parse(String text) {
        if (text.equals("*")) {
            return Optional.of(new PortRange(0, 65535));
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int from = Integer.parseInt(form.group(1));
        int to = form.group(2) == null ? from : Integer.parseInt(form.group(2));
        return from <= to && to <= 65535 ? Optional.of(new PortRange(from, to)) : Optional.empty();
    }

    boolean contains(int port) {
        return from <= port && port <= to;
    }
}
