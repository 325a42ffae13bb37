package io.postern.cli.verify;

/** A log that is no longer handed out as a whole where it is read: nothing in it was found false, and nothing is proven. */
public final class Withheld extends Unproven {
    private static final long serialVersionUID = 1L;

    Withheld(String path) {
        super(path + " is no longer handed out here; lay the archive's files over a copy of the log, and verify that");
    }
}
