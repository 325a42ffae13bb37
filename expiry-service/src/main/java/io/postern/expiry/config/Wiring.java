package io.postern.expiry.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.postern.contracts.event.Source;
import io.postern.expiry.adapter.clock.StepTimer;
import io.postern.expiry.adapter.postgres.PostgresDeadlines;
import io.postern.expiry.app.Alarm;
import io.postern.expiry.app.Deadlines;
import io.postern.expiry.app.ExpireDue;
import io.postern.expiry.app.FollowGrant;
import io.postern.expiry.app.ForgetOld;
import io.postern.expiry.domain.Notice;
import io.postern.expiry.domain.Pause;
import io.postern.messaging.Outbox;
import io.postern.messaging.Relay;
import io.postern.messaging.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Puts the service together. */
@Singleton
public final class Wiring {
    private static final String DEADLINES = "deadlines";
    private static final String OLD_DEADLINES = "old-deadlines";
    /** The clock ticks milliseconds; to wake more often gains nothing. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);
    /** Three looks round ahead, so that one that is late or fails costs no moment its punctuality. */
    private static final int LOOKS_AHEAD = 3;
    /** Some 10 MiB. */
    private static final int MOST_IN_MEMORY = 20_000;

    @Produces
    @Singleton
    Source source() {
        return Source.EXPIRY_SERVICE;
    }

    @Produces
    @Singleton
    Deadlines deadlines(DataSource database, Transactions transactions, Outbox outbox, Relay relay) {
        return new PostgresDeadlines(database, transactions, outbox, relay::giveWay);
    }

    @Produces
    @Singleton
    FollowGrant followGrant(Deadlines deadlines, ExpirySettings settings) {
        return new FollowGrant(deadlines, new Notice(settings.warnBefore()));
    }

    @Produces
    @Singleton
    ExpireDue expireDue(Deadlines deadlines, ExpirySettings settings) {
        return new ExpireDue(
                deadlines,
                settings.poll().multipliedBy(LOOKS_AHEAD),
                MOST_IN_MEMORY,
                new Pause(SHORTEST_PAUSE, settings.poll()));
    }

    @Produces
    @Singleton
    @Named(DEADLINES)
    StepTimer timer(ExpireDue expireDue, Clock clock) {
        return new StepTimer(DEADLINES, () -> expireDue.at(clock.instant()));
    }

    @Produces
    @Singleton
    @Named(OLD_DEADLINES)
    StepTimer chores(Deadlines deadlines) {
        return new StepTimer(OLD_DEADLINES, new ForgetOld(deadlines)::step);
    }

    @Produces
    @Singleton
    Alarm alarm(ExpireDue expireDue, @Named(DEADLINES) StepTimer timer, Clock clock) {
        return deadline -> {
            if (expireDue.armed(deadline, clock.instant())) {
                timer.wake();
            }
        };
    }

    @Produces
    @Singleton
    MeterBinder inMemory(ExpireDue expireDue) {
        return registry -> Gauge.builder("postern.expiry.in.memory", expireDue, ExpireDue::inMemory)
                .description("Moments that were read ahead: a window of what comes next, whatever waits behind it")
                .register(registry);
    }

    @Produces
    @Singleton
    MeterBinder lastStep(ExpireDue expireDue) {
        return registry -> TimeGauge.builder(
                        "postern.expiry.last.step",
                        expireDue,
                        TimeUnit.MILLISECONDS,
                        due -> due.lastStep().toEpochMilli())
                .description("When ends that have come were last looked for and announced, in seconds since 1970")
                .register(registry);
    }

    void start(
            @Observes StartupEvent started, @Named(DEADLINES) StepTimer timer, @Named(OLD_DEADLINES) StepTimer chores) {
        timer.start();
        chores.start();
    }

    void stop(
            @Observes ShutdownEvent stopping,
            @Named(DEADLINES) StepTimer timer,
            @Named(OLD_DEADLINES) StepTimer chores) {
        timer.close();
        chores.close();
    }
}
