package io.postern.cli.api;

import io.postern.cli.CommandFailure;

/** A service says no: it has understood what was asked, and does not do it. */
public final class Refusal extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private final String name;

    Refusal(String sentence, String type) {
        super(sentence);
        this.name = type.substring(type.lastIndexOf('/') + 1).replaceFirst("^.*:", "");
    }

    /** Whether this is the refusal of that name, such as {@code already-ended}. */
    public boolean is(String reason) {
        return name.equals(reason);
    }
}
