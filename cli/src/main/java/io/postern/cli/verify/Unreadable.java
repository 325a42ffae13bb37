package io.postern.cli.verify;

/** Something that cannot be read, or a key that is none: no fault of the trail, of which it says nothing. */
public final class Unreadable extends Unproven {
    private static final long serialVersionUID = 1L;

    Unreadable(String sentence) {
        super(sentence);
    }

    Unreadable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
