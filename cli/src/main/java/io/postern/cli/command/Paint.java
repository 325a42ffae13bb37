package io.postern.cli.command;

import java.util.Map;

/** The colours of states: on a terminal that shows them, and for whoever has not asked to be spared (NO_COLOR). */
record Paint(boolean colours) {
    private static final String RESET = "\u001b[0m";

    /** {@code terminal}: whether somebody sees the output. */
    static Paint of(boolean terminal, Map<String, String> environment) {
        return new Paint(terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb"));
    }

    String state(String state) {
        return colours ? code(state) + state + RESET : state;
    }

    private static String code(String state) {
        return switch (state) {
            case "open", "configured", "healthy", "in-effect" -> "\u001b[32m";
            case "pending", "approved", "opening", "closing" -> "\u001b[33m";
            case "denied", "refused", "lapsed", "unhealthy" -> "\u001b[31m";
            default -> "\u001b[2m";
        };
    }
}
