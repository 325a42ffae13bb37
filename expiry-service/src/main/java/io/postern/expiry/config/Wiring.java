package io.postern.expiry.config;

import io.postern.contracts.event.Source;
import io.postern.expiry.adapter.clock.DeadlineTimer;
import io.postern.expiry.adapter.postgres.PostgresDeadlines;
import io.postern.expiry.app.Atomically;
import io.postern.expiry.app.Deadlines;
import io.postern.expiry.app.ExpireDue;
import io.postern.expiry.app.FollowGrant;
import io.postern.expiry.domain.Pause;
import io.postern.messaging.Outbox;
import io.postern.messaging.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Puts the service together. */
@Singleton
public final class Wiring {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);

    @Produces
    @Singleton
    Source source() {
        return Source.EXPIRY_SERVICE;
    }

    @Produces
    @Singleton
    Deadlines deadlines(DataSource database) {
        return new PostgresDeadlines(database);
    }

    @Produces
    @Singleton
    FollowGrant followGrant(Deadlines deadlines) {
        return new FollowGrant(deadlines);
    }

    @Produces
    @Singleton
    ExpireDue expireDue(Deadlines deadlines, Outbox outbox, Transactions transactions) {
        return new ExpireDue(deadlines, outbox::append, atomically(transactions));
    }

    @Produces
    @Singleton
    DeadlineTimer timer(Deadlines deadlines, ExpireDue expireDue, Clock clock, ExpirySettings settings) {
        return new DeadlineTimer(deadlines, expireDue, clock, new Pause(SHORTEST_PAUSE, settings.poll()));
    }

    void start(@Observes StartupEvent started, DeadlineTimer timer) {
        timer.start();
    }

    void stop(@Observes ShutdownEvent stopping, DeadlineTimer timer) {
        timer.close();
    }

    private static Atomically atomically(Transactions transactions) {
        return new Atomically() {
            @Override
            public <T> T call(Supplier<T> work) {
                return transactions.call(work::get);
            }
        };
    }
}
