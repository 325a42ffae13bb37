package io.postern.audit.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.postern.audit.adapter.clock.SiemTimer;
import io.postern.audit.adapter.json.Exports;
import io.postern.audit.adapter.json.JsonForms;
import io.postern.audit.adapter.json.RecordedEvents;
import io.postern.audit.adapter.postgres.PostgresBackground;
import io.postern.audit.adapter.postgres.PostgresCheckpoints;
import io.postern.audit.adapter.postgres.PostgresSiemRight;
import io.postern.audit.adapter.siem.KafkaSiem;
import io.postern.audit.app.SigningState;
import io.postern.audit.app.Trail;
import io.postern.audit.app.siem.Export;
import io.postern.audit.app.siem.ExportForms;
import io.postern.audit.app.siem.SiemState;
import io.postern.audit.app.siem.Telling;
import io.postern.audit.app.siem.ToldBefore;
import io.postern.contracts.event.Topic;
import io.postern.messaging.quarkus.ProducerSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/** Puts together what tells SIEMs of the trail. */
@Singleton
public final class SiemWiring {
    private static final String KAFKA = "kafka";
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Produces
    @Singleton
    Telling telling(DataSource database) {
        return new Telling(new RecordedEvents(), new PostgresBackground(database));
    }

    @Produces
    @Singleton
    SiemState state() {
        return new SiemState();
    }

    @Produces
    @Singleton
    KafkaSiem kafka(Config config, AuditSettings settings) {
        return new KafkaSiem(
                ProducerSettings.from(config),
                Topic.AUDIT.wireName(),
                JsonForms.ocsf(),
                SigningKey.of(settings).verifier(),
                PATIENCE);
    }

    @Produces
    @Singleton
    ToldBefore toldBefore(KafkaSiem topic) {
        return new ToldBefore(topic);
    }

    @Produces
    @Singleton
    SiemTimer topic(
            DataSource database, Telling telling, SiemState state, SigningState signing, KafkaSiem topic, Clock clock) {
        return new SiemTimer(KAFKA, new PostgresSiemRight(database, KAFKA), topic, telling, state, signing, clock);
    }

    @Produces
    @Singleton
    Export export(Trail trail, Telling telling, DataSource database) {
        return new Export(trail, telling, new PostgresCheckpoints(database));
    }

    @Produces
    @Singleton
    ExportForms forms() {
        return Exports.all();
    }

    @Produces
    @Singleton
    MeterBinder siemMetrics(SiemState state) {
        return registry -> {
            TimeGauge.builder(
                            "postern.audit.siem.complete",
                            state,
                            TimeUnit.MILLISECONDS,
                            telling -> telling.complete().toEpochMilli())
                    .description("The time by which all that was signed is on the SIEM topic, in seconds since 1970")
                    .register(registry);
            Gauge.builder("postern.audit.siem.waiting", state, SiemState::waiting)
                    .description("How many signed leaves are not on the SIEM topic yet")
                    .register(registry);
        };
    }

    void start(@Observes StartupEvent started, SiemTimer topic) {
        topic.start();
    }

    void stop(@Observes ShutdownEvent stopping, SiemTimer topic) {
        topic.close();
    }
}
