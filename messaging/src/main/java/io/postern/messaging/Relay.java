package io.postern.messaging;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rows of the outbox, at least once and in order per subject. Every instance of a service runs one; each
 * shard is published by the one that holds its lock. Neither Kafka's nor the database's absence is felt by a caller.
 */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Relay.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** Under load a pass costs the same for one event and for many: that much patience makes it many. */
    private static final Duration GATHERING = Duration.ofMillis(25);

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final RelaySettings settings;
    private final Supplier<Connection> dedicatedConnections;
    private final Publisher publisher;
    private final Courtesy courtesy = new Courtesy();
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "outbox-relay");
    private volatile boolean closing;
    private volatile Duration oldest = Duration.ZERO;

    /** {@code dedicatedConnections} opens a connection of the relay's own, not a pooled one: the locks live in its session. */
    public Relay(
            RelaySettings settings, Supplier<Connection> dedicatedConnections, Map<String, Object> producerConfig) {
        this.settings = settings;
        this.dedicatedConnections = dedicatedConnections;
        this.publisher = new Publisher(settings, producerConfig);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Says that there may be new rows; returns at once. */
    public void wake() {
        woken.release();
    }

    /**
     * Says that the service has much to write that closes a promise of its own, on the cores and in the database that publishing
     * takes as much of again: the relay holds back while this is said again and again, and never for longer than two seconds.
     */
    public void giveWay() {
        courtesy.asked(System.nanoTime());
    }

    /** How long the oldest event has waited for Kafka, as of a few seconds ago. */
    public Duration oldestUnpublishedAge() {
        return oldest;
    }

    @Override
    public void close() {
        closing = true;
        wake();
        try {
            if (thread.isAlive() && !thread.join(CLOSING)) {
                thread.interrupt();
                thread.join(CLOSING);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = settings.poll();
        while (!closing) {
            boolean wellBegun = session();
            pause = wellBegun ? settings.poll() : longerThan(pause);
            rest(pause);
        }
        publisher.close();
    }

    /** Works over one database connection until it breaks; answers whether anything worked at all. */
    private boolean session() {
        @Nullable RelaySession session = null;
        try (Connection connection = dedicatedConnections.get()) {
            session = new RelaySession(connection, settings, publisher);
            Duration pause = settings.poll();
            while (!closing) {
                LockSupport.parkNanos(courtesy.left(System.nanoTime()));
                RelaySession.Progress progress = session.pass();
                oldest = session.oldestUnpublishedAge();
                pause = switch (progress) {
                    case DONE -> session.patience();
                    case BUSY, MORE -> Duration.ZERO;
                    case STOPPED -> longerThan(pause);
                };
                if (progress == RelaySession.Progress.BUSY) {
                    LockSupport.parkNanos(GATHERING.toNanos());
                }
                rest(pause);
            }
            return true;
        } catch (SQLException | RuntimeException | Error e) { // an error, too, would end the relay for good
            LOG.log(Level.WARNING, "the outbox relay lost its database session and opens another: {0}", e.toString());
            return session != null && session.everPassed();
        }
    }

    private void rest(Duration pause) {
        try {
            if (!closing && woken.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            closing = true;
            Thread.currentThread().interrupt();
        }
    }

    private Duration longerThan(Duration pause) {
        Duration twice = pause.isZero() ? settings.poll() : pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
