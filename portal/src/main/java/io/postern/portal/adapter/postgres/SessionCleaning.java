package io.postern.portal.adapter.postgres;

import io.postern.portal.app.Sessions;
import io.postern.portal.app.SessionsUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes away, every few minutes, what is over. */
public final class SessionCleaning implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SessionCleaning.class);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final int AT_ONCE = 1000;

    private final Sessions sessions;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("session-cleaning").factory());

    public SessionCleaning(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    public void start() {
        var _ = timer.scheduleWithFixedDelay(this::pass, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** Removes all that is over, in bounded steps. */
    void pass() {
        try {
            while (sessions.forget(clock.instant(), AT_ONCE) == AT_ONCE) {
                LOG.debug("More sessions are over than are forgotten at once");
            }
        } catch (SessionsUnavailable e) {
            LOG.warnf("Sessions that are over stay a while longer: %s", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
