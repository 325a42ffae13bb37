package io.postern.simulation.record;

import java.io.Serial;

/** The database did not answer, or said no: whether anything was done, nobody knows. */
public final class Unreachable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Unreachable(String why) {
        super(why, null, false, false);
    }
}
