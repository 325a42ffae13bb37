package io.postern.cli.verify;

/** Why nothing is proven either way: what is needed for it is not there, or is not what it should be. */
public abstract sealed class Unproven extends RuntimeException permits Withheld, Unreadable {
    private static final long serialVersionUID = 1L;

    Unproven(String sentence) {
        super(sentence);
    }

    Unproven(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What is missing, and what to do about it where that is known. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
