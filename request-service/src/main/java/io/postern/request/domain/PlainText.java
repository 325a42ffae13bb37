package io.postern.request.domain;

import java.util.Optional;

/** What people write in their own words: not blank, not long, and nothing that a database or a screen chokes on. */
public final class PlainText {
    private PlainText() {}

    /** The sentence about what is wrong with a text, if anything is. */
    public static Optional<String> flaw(String what, String text, int longest) {
        if (text.isBlank()) {
            return Optional.of(what + " must not be blank.");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            return Optional.of(what + " is longer than " + longest + " characters.");
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            return Optional.of(what + " holds half a character (an unpaired surrogate).");
        }
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            return Optional.of(what + " holds control characters.");
        }
        return Optional.empty();
    }
}
