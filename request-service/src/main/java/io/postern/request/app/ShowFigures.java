package io.postern.request.app;

import io.postern.request.domain.Caller;
import io.postern.request.domain.Figures;
import io.postern.request.domain.Rights;
import java.time.Duration;
import java.time.Instant;

/** Shows figures of the last hours or days to those who look after it all. */
public final class ShowFigures {
    /** Far more than Azure's limits let open and shut within the longest stretch of an installation of usual size. */
    private static final int MOST = 100_000;

    private final Transaction transaction;
    private final Stays stays;

    public ShowFigures(Transaction transaction, Stays stays) {
        this.transaction = transaction;
        this.stays = stays;
    }

    public boolean allows(Caller caller) {
        return caller.has(Caller.READ) || Rights.configures(caller);
    }

    public Figures of(Duration last, Instant now) {
        Instant from = now.minus(last);
        return Figures.of(transaction.call(() -> stays.since(from, MOST)), from, now);
    }
}
