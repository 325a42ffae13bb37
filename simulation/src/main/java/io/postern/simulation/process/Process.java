package io.postern.simulation.process;

import io.postern.simulation.kernel.OwnClock;
import io.postern.simulation.kernel.Owner;

/** One life of one process: when it dies, all that it had in memory is gone. */
public interface Process {
    Owner owner();

    OwnClock clock();

    void start();
}
