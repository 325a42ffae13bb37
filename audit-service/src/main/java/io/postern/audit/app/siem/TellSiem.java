package io.postern.audit.app.siem;

import io.postern.audit.app.LogRefused;
import io.postern.audit.app.TrailEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells a SIEM of every signed leaf from where its cursor stands: tell, and only then move the cursor. To die in between
 * tells some leaves twice and none never. After any failure this object is spent.
 */
public final class TellSiem {
    private static final int BATCH = 250;

    private final SiemSession session;
    private final Siem siem;
    private final Telling telling;
    private final SiemState state;
    private long next;

    private TellSiem(SiemSession session, Siem siem, Telling telling, SiemState state) {
        this.session = session;
        this.siem = siem;
        this.telling = telling;
        this.state = state;
        this.next = session.next();
    }

    /** Goes on where the cursor stands; {@link LogRefused} when the SIEM was told of what is not in this trail. */
    public static TellSiem resume(SiemSession session, Siem siem, Telling telling, SiemState state) {
        new ToldBefore(siem).requireSigned(session);
        return new TellSiem(session, siem, telling, state);
    }

    /** Tells a batch of what was signed by now; whether there is more. */
    public boolean step(Instant now) throws InterruptedException {
        Optional<Covering> newest = session.newest();
        long size = newest.map(Covering::size).orElse(0L);
        state.waiting(Math.max(0, size - next));
        if (next < size) {
            List<TrailEntry> entries = session.leaves(next, (int) Math.min(BATCH, size - next));
            siem.tell(telling.of(entries, newest));
            session.advance(next + entries.size());
            next += entries.size();
        }
        if (next < size) {
            return true;
        }
        state.completed(now);
        return false;
    }
}
