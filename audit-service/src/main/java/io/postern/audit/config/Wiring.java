package io.postern.audit.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.postern.audit.adapter.clock.PublishTimer;
import io.postern.audit.adapter.files.DirectoryLogFiles;
import io.postern.audit.adapter.json.CanonicalLeaf;
import io.postern.audit.adapter.postgres.PostgresLeaves;
import io.postern.audit.adapter.postgres.PostgresSigningRight;
import io.postern.audit.adapter.postgres.PostgresTrail;
import io.postern.audit.app.InHand;
import io.postern.audit.app.LogFiles;
import io.postern.audit.app.RecordEvent;
import io.postern.audit.app.SigningState;
import io.postern.audit.app.Trail;
import io.postern.audit.app.siem.ToldBefore;
import io.postern.contracts.event.Source;
import io.postern.messaging.Inbox;
import io.postern.messaging.Outbox;
import io.postern.messaging.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Puts the service together. */
@Singleton
public final class Wiring {
    @Produces
    @Singleton
    Source source() {
        return Source.AUDIT_SERVICE;
    }

    /** The trail wants every fact, also one that a newer fact about the same subject has overtaken. */
    @Produces
    @Singleton
    Inbox inbox(DataSource database, Transactions transactions, Outbox outbox, Clock clock) {
        return Inbox.ofTheTrail(database, transactions, outbox, clock, "audit-service");
    }

    @Produces
    @Singleton
    RecordEvent recordEvent(DataSource database) {
        return new RecordEvent(new CanonicalLeaf(new SecureRandom()), new PostgresLeaves(database));
    }

    @Produces
    @Singleton
    Trail trail(DataSource database) {
        return new PostgresTrail(database);
    }

    @Produces
    @Singleton
    LogFiles files(AuditSettings settings) {
        return new DirectoryLogFiles(settings.logDir());
    }

    @Produces
    @Singleton
    SigningState signingState() {
        return new SigningState();
    }

    @Produces
    @Singleton
    PublishTimer publisher(
            DataSource database,
            LogFiles files,
            AuditSettings settings,
            SigningState state,
            ToldBefore told,
            ArchiveWiring archive,
            Clock clock) {
        return new PublishTimer(
                new PostgresSigningRight(database),
                told,
                files,
                SigningKey.of(settings),
                archive.archive(),
                state,
                clock);
    }

    @Produces
    @Singleton
    @Named("recorded")
    Runnable recorded(PublishTimer publisher) {
        return publisher::wake;
    }

    @Produces
    @Singleton
    InHand inHand() {
        return new InHand();
    }

    @Produces
    @Singleton
    MeterBinder metrics(InHand inHand, SigningState state, Clock clock) {
        return registry -> {
            Gauge.builder(
                            "postern.audit.in.hand.oldest",
                            inHand,
                            events -> events.oldest(clock.instant()).toMillis() / 1_000.0)
                    .description("How long the oldest event that has come waits to be put into the trail")
                    .baseUnit("seconds")
                    .register(registry);
            TimeGauge.builder(
                            "postern.audit.last.publish",
                            state,
                            TimeUnit.MILLISECONDS,
                            signing -> signing.complete().toEpochMilli())
                    .description("When all of the trail was last signed and published here, in seconds since 1970")
                    .register(registry);
        };
    }

    void start(@Observes StartupEvent started, PublishTimer publisher) {
        publisher.start();
    }

    void stop(@Observes ShutdownEvent stopping, PublishTimer publisher) {
        publisher.close();
    }
}
