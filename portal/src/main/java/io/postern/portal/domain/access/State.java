package io.postern.portal.domain.access;

import java.util.Arrays;
import java.util.Locale;

/** How a request stands, and how that is shown. */
public enum State {
    PENDING("Waiting for approval", "note", "pending"),
    APPROVED("Propagating", "note", "clock"),
    OPENING("Propagating", "note", "clock"),
    OPEN("Open", "ok", "unlock"),
    CLOSING("Closing", "warn", "clock"),
    CLOSED("Closed", "plain", "lock"),
    DENIED("Denied", "bad", "error"),
    CANCELLED("Withdrawn", "plain", "stop"),
    LAPSED("Lapsed", "warn", "clock"),
    REFUSED("Not opened", "bad", "error"),
    UNKNOWN("Unknown", "plain", "info");

    private final String title;
    private final String kind;
    private final String icon;

    State(String title, String kind, String icon) {
        this.title = title;
        this.kind = kind;
        this.icon = icon;
    }

    public static State of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }

    public String title() {
        return title;
    }

    /** Which kind of pill shows it. */
    public String kind() {
        return kind;
    }

    public String icon() {
        return icon;
    }

    /** Whether nothing can happen any more. */
    public boolean ended() {
        return switch (this) {
            case PENDING, APPROVED, OPENING, OPEN, CLOSING -> false;
            case CLOSED, DENIED, CANCELLED, LAPSED, REFUSED, UNKNOWN -> true;
        };
    }

    /** Whether it is approved, and not seen to be in effect yet. */
    public boolean propagates() {
        return this == APPROVED || this == OPENING;
    }

    /** Whether it can be withdrawn before anything is open. */
    public boolean cancels() {
        return this == PENDING || propagates();
    }

    public boolean isOpen() {
        return this == OPEN;
    }

    public boolean isClosing() {
        return this == CLOSING;
    }
}
