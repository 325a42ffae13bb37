package io.postern.simulation.bus;

import io.postern.contracts.event.Envelope;
import io.postern.simulation.kernel.Owner;

/** One running instance of a service that takes events. */
public interface Consumer {
    Owner owner();

    /** Takes an event over in one transaction; throws when that failed, so that it comes again. */
    void take(Envelope envelope);
}
