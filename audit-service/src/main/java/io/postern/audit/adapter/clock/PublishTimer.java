package io.postern.audit.adapter.clock;

import io.postern.audit.app.ArchiveLog;
import io.postern.audit.app.LogFiles;
import io.postern.audit.app.LogRefused;
import io.postern.audit.app.PublishLog;
import io.postern.audit.app.SigningRight;
import io.postern.audit.app.SigningSession;
import io.postern.audit.app.SigningState;
import io.postern.audit.app.siem.ToldBefore;
import io.postern.audit.domain.NoteKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The thread that signs and publishes new leaves: soon after they are recorded, and by itself every half second. */
public final class PublishTimer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PublishTimer.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Leaves that come together share a checkpoint. */
    private static final Duration GATHER = Duration.ofMillis(100);

    /** Checkpoints are kept for ever, and each costs some flushes to the disk: at most two a second while events pour in. */
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private static final int ARCHIVED_AT_ONCE = 16;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final SigningRight right;
    private final ToldBefore told;
    private final LogFiles files;
    private final NoteKey key;
    private final Optional<ArchiveLog> archive;
    private final SigningState state;
    private final Clock clock;
    private final Semaphore wakes = new Semaphore(0);
    private final Worker worker = new Worker("publisher", this::run);

    /** @param told is asked each time that the right is taken, so that nothing is signed before */
    public PublishTimer(
            SigningRight right,
            ToldBefore told,
            LogFiles files,
            NoteKey key,
            Optional<ArchiveLog> archive,
            SigningState state,
            Clock clock) {
        this.right = right;
        this.told = told;
        this.files = files;
        this.key = key;
        this.archive = archive;
        this.state = state;
        this.clock = clock;
    }

    public void start() {
        worker.start();
    }

    /** There may be new leaves. */
    public void wake() {
        wakes.release();
    }

    private void run() {
        try {
            while (signs()) {
                attempt();
                Worker.sleep(RETRY);
            }
        } catch (InterruptedException stop) {
            LOG.debug("stopped publishing");
        } catch (LogRefused refused) {
            state.refused(refused.reason());
            LOG.errorf("the log is not signed any further: %s", refused.reason());
        }
    }

    /** Once a SIEM was found to hold what this trail lacks, another signature would only make a second history. */
    private boolean signs() {
        return worker.goesOn() && state.refusal().isEmpty();
    }

    private void attempt() throws InterruptedException {
        try {
            Optional<SigningSession> taken = right.tryTake();
            if (taken.isPresent()) {
                try (SigningSession session = taken.get()) {
                    told.requireSigned(session);
                    PublishLog log = PublishLog.resume(session, files, key);
                    archive.ifPresent(ArchiveLog::requireNothingNewer);
                    publish(log);
                }
            }
        } catch (LogRefused refused) {
            throw refused;
        } catch (RuntimeException | Error e) { // an error, too, would end the thread for good
            LOG.warnf(e, "the log could not be published; trying again in %s", RETRY);
        }
    }

    private void publish(PublishLog log) throws InterruptedException {
        while (signs()) {
            long begun = System.nanoTime();
            while (log.step()) {
                LOG.debug("published a full batch; looking for more");
            }
            state.completed(clock.instant());
            archive.ifPresent(PublishTimer::archiveSome);
            if (wakes.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                Duration since = Duration.ofNanos(System.nanoTime() - begun);
                Worker.sleep(BETWEEN.minus(since).compareTo(GATHER) > 0 ? BETWEEN.minus(since) : GATHER);
                wakes.drainPermits();
            }
        }
    }

    /** An archive that is away or slow keeps nothing from being signed: the rest is taken the next time. */
    private static void archiveSome(ArchiveLog archive) {
        try {
            for (int bundles = 0; bundles < ARCHIVED_AT_ONCE && archive.step(); bundles++) {
                LOG.debug("archived a full bundle");
            }
        } catch (LogRefused refused) {
            throw refused;
        } catch (RuntimeException e) {
            LOG.warn("the log could not be archived; trying again", e);
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
