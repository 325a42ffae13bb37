package io.postern.request.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a request stands, in the words of the API. */
public enum RequestState {
    PENDING,
    APPROVED,
    OPENING,
    OPEN,
    CLOSING,
    CLOSED,
    DENIED,
    CANCELLED,
    LAPSED,
    REFUSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing can happen to the request any more. */
    public boolean ended() {
        return switch (this) {
            case PENDING, APPROVED, OPENING, OPEN, CLOSING -> false;
            case CLOSED, DENIED, CANCELLED, LAPSED, REFUSED -> true;
        };
    }

    /** Whether the request gives access, or may still come to give it. */
    public boolean live() {
        return switch (this) {
            case PENDING, APPROVED, OPENING, OPEN -> true;
            case CLOSING, CLOSED, DENIED, CANCELLED, LAPSED, REFUSED -> false;
        };
    }

    public static Optional<RequestState> named(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
