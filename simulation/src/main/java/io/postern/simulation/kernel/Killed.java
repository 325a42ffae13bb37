package io.postern.simulation.kernel;

import java.io.Serial;

/** Unwinds the threads of a process that was killed; no code of the product may get in its way. */
public final class Killed extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }
}
