package io.postern.cli.verify;

import java.util.List;

/** The first place at which a trail is not what its checkpoint promises. */
public final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final List<String> notes;

    Broken(String place, String what) {
        this(place, what, List.of());
    }

    /** @param notes signed notes that contradict each other */
    Broken(String place, String what, List<String> notes) {
        super(what);
        this.place = place;
        this.notes = List.copyOf(notes);
    }

    /** The file or entry. */
    public String place() {
        return place;
    }

    /** What is wrong there. */
    public String what() {
        return String.valueOf(getMessage());
    }

    /** Signed notes that contradict each other: what proves a split view to anybody else. Usually none. */
    public List<String> notes() {
        return notes;
    }
}
