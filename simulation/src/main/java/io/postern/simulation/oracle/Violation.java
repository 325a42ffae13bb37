package io.postern.simulation.oracle;

import java.io.Serial;

/** An invariant does not hold. */
public final class Violation extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    public Violation(String invariant, String what) {
        super(invariant + ": " + what);
    }
}
