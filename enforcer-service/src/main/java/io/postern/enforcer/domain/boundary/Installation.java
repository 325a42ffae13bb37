package io.postern.enforcer.domain.boundary;

/** What tells the rules of one installation from all others: its name, and the priorities that it may open at. */
public record Installation(String name, Band band) {
    /** With the default band. */
    public Installation(String name) {
        this(name, Band.DEFAULT);
    }
}
