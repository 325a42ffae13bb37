package io.postern.request.app;

import java.time.Instant;

/** Something that is done round after round, for as long as the service runs. */
public interface Rounds {
    /** Waits until it is worth another round. */
    void rest() throws InterruptedException;

    void round(Instant now);
}
