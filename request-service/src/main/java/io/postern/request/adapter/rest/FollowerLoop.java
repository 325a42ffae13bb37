package io.postern.request.adapter.rest;

import io.postern.request.app.Rounds;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Keeps telling followers what is new. */
public final class FollowerLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FollowerLoop.class);

    private final Rounds follow;
    private final InstantSource clock;
    private final Thread loop;

    public FollowerLoop(String name, Rounds follow, InstantSource clock) {
        this.loop = new Thread(this::run, name);
        this.follow = follow;
        this.clock = clock;
    }

    public void start() {
        loop.setDaemon(true);
        loop.start();
    }

    @Override
    public void close() {
        loop.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                follow.rest();
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Followers miss nothing by a round that fails: the next one begins where each of them stands. */
    private void round() {
        try {
            follow.round(clock.instant());
        } catch (RuntimeException | Error e) { // an error, too, would end the loop for good
            LOG.warnf("followers of requests are told later: %s", e);
        }
    }
}
