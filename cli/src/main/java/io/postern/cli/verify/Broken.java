package io.postern.cli.verify;

/** The first place at which a trail is not what its checkpoint promises. */
public final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;

    Broken(String place, String what) {
        super(what);
        this.place = place;
    }

    /** The file or entry. */
    public String place() {
        return place;
    }

    /** What is wrong there. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
