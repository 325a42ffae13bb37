package io.postern.emulator.control;

import io.postern.emulator.http.Reply.Ending;

/** When and how the connection ends without a whole answer. */
enum Drop {
    NEVER("never", false, Ending.WHOLE),
    BEFORE("before", true, Ending.CLOSED),
    AFTER("after", false, Ending.CLOSED),
    RESET("reset", true, Ending.RESET),
    RESET_AFTER("resetAfter", false, Ending.RESET),
    BODY("body", false, Ending.TORN);

    private final String text;
    private final boolean before;
    private final Ending ending;

    Drop(String text, boolean before, Ending ending) {
        this.text = text;
        this.before = before;
        this.ending = ending;
    }

    static Drop of(String text) {
        return switch (text) {
            case "false" -> NEVER;
            case "true" -> BEFORE;
            default -> {
                for (Drop drop : values()) {
                    if (drop.text.equals(text)) {
                        yield drop;
                    }
                }
                throw new IllegalArgumentException(
                        "'drop' is true, false, before, after, reset, resetAfter or body, not " + text);
            }
        };
    }

    String text() {
        return text;
    }

    /** Whether the request has no effect. */
    boolean before() {
        return before;
    }

    Ending ending() {
        return ending;
    }
}
