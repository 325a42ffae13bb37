package io.postern.cli;

/** Why a question could not be answered either way, with the exit code of what was not understood. */
public final class Undecided extends CommandFailure {
    private static final long serialVersionUID = 1L;

    public Undecided(String sentence) {
        super(sentence);
    }

    public Undecided(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
