package io.postern.simulation.azure;

import io.postern.simulation.kernel.Signal;

/** A write that Azure accepted: its end says whether anything was done. */
final class Operation {
    /** How it ended. */
    enum End {
        SUCCEEDED,
        FAILED,
        CANCELED
    }

    final Signal ended = new Signal();
    End end = End.SUCCEEDED;

    boolean isRunning() {
        return !ended.isGiven();
    }

    void end(End how) {
        if (isRunning()) {
            end = how;
            ended.give();
        }
    }
}
