package io.postern.request.adapter.rest;

import io.postern.problems.Problem;
import io.postern.request.domain.Reason;
import io.postern.request.domain.Refusal;
import java.util.Locale;

/** How each reason to refuse is said over HTTP. */
final class Refusals {
    private Refusals() {}

    static Problem problem(Refusal refusal) {
        String name = refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Problem.named(name, status(refusal.reason()), refusal.sentence());
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case EMPTY,
                    TOO_MANY,
                    NAMED_TWICE,
                    PORT_NOT_OFFERED,
                    SOURCE_UNUSABLE,
                    SOURCE_TOO_WIDE,
                    SOURCE_NOT_ALLOWED,
                    NO_WINDOW,
                    TWO_WINDOWS,
                    WINDOW_TOO_SHORT,
                    WINDOW_TOO_LONG,
                    WINDOW_OVER,
                    TEXT_UNUSABLE -> 400;
            case NOT_ENTITLED -> 403;
            case UNKNOWN_VM -> 404;
            case VM_NOT_PROTECTED, ALREADY_OPEN, ALREADY_ENDED -> 409;
            case KEY_REUSED -> 422;
        };
    }
}
