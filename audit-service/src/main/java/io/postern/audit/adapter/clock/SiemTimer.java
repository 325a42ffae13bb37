package io.postern.audit.adapter.clock;

import io.postern.audit.app.LogRefused;
import io.postern.audit.app.SigningState;
import io.postern.audit.app.siem.Siem;
import io.postern.audit.app.siem.SiemRight;
import io.postern.audit.app.siem.SiemSession;
import io.postern.audit.app.siem.SiemState;
import io.postern.audit.app.siem.TellSiem;
import io.postern.audit.app.siem.Telling;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The thread that tells one SIEM of what was signed, several times a second while there is anything. */
public final class SiemTimer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SiemTimer.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(8);

    private final String sink;
    private final SiemRight right;
    private final Siem siem;
    private final Telling telling;
    private final SiemState state;
    private final SigningState signing;
    private final Clock clock;
    private final Worker worker;
    private Duration pause = RETRY;

    /** @param signing where a SIEM's evidence that this trail has lost something is put down */
    public SiemTimer(
            String sink,
            SiemRight right,
            Siem siem,
            Telling telling,
            SiemState state,
            SigningState signing,
            Clock clock) {
        this.sink = sink;
        this.right = right;
        this.siem = siem;
        this.telling = telling;
        this.state = state;
        this.signing = signing;
        this.clock = clock;
        this.worker = new Worker("siem-" + sink, this::run);
    }

    public void start() {
        worker.start();
    }

    private void run() {
        try (siem) {
            while (worker.goesOn()) {
                attempt();
                Worker.sleep(pause);
            }
        } catch (InterruptedException stop) {
            LOG.debugf("stopped telling %s", sink);
        } catch (LogRefused refused) {
            signing.refused(refused.reason());
            LOG.errorf("%s is told nothing more: %s", sink, refused.reason());
        }
    }

    private void attempt() throws InterruptedException {
        try {
            Optional<SiemSession> taken = right.tryTake();
            if (taken.isPresent()) {
                try (SiemSession session = taken.get()) {
                    tell(TellSiem.resume(session, siem, telling, state));
                }
            }
        } catch (LogRefused refused) {
            throw refused;
        } catch (RuntimeException | Error e) { // an error, too, would end the thread for good
            LOG.warnf(e, "%s could not be told; trying again in %s", sink, pause);
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_RETRY) < 0 ? twice : LONGEST_RETRY;
        }
    }

    private void tell(TellSiem teller) throws InterruptedException {
        while (worker.goesOn()) {
            boolean more = teller.step(clock.instant());
            pause = RETRY;
            if (!more) {
                Worker.sleep(POLL);
            }
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
