package io.postern.enforcer.app;

import java.time.Instant;

/** Is told what Azure's clock says, and between which of our times it said so. */
public interface AzureTime {
    /** Our time, to be handed over with the answer. */
    Instant asking();

    void said(Instant serverTime, Instant asked);
}
