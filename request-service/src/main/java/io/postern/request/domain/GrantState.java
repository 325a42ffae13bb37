package io.postern.request.domain;

import java.util.Locale;

/** How one grant of a request stands. */
public enum GrantState {
    OPEN,
    CLOSING,
    CLOSED,
    REFUSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
        return this == CLOSED || this == REFUSED;
    }
}
