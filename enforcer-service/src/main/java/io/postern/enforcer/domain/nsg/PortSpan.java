package io.postern.enforcer.domain.nsg;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports from one to another, both included. */
public record PortSpan(int from, int to) {
    public static final PortSpan EVERY = new PortSpan(0, 65_535);

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    public static PortSpan of(int port) {
        return new PortSpan(port, port);
    }

    /** Reads {@code 22}, {@code 20-25} or {@code *}; empty for what Azure may yet invent. */
    public static Optional<PortSpan> parse(String text) {
        if (text.equals("*")) {
            return Optional.of(EVERY);
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int from = Integer.parseInt(form.group(1));
        return Optional.of(new PortSpan(from, form.group(2) == null ? from : Integer.parseInt(form.group(2))));
    }

    /** How much of {@code asked} is in here. */
    Match holds(PortSpan asked) {
        if (asked.to < from || to < asked.from) {
            return Match.NO;
        }
        return from <= asked.from && asked.to <= to ? Match.ALL : Match.SOME;
    }
}
