package io.postern.audit.config;

import com.azure.identity.DefaultAzureCredentialBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.postern.audit.adapter.clock.SiemTimer;
import io.postern.audit.adapter.ingestion.LogsIngestionSiem;
import io.postern.audit.adapter.json.JsonForms;
import io.postern.audit.adapter.postgres.PostgresSiemRight;
import io.postern.audit.app.SigningState;
import io.postern.audit.app.siem.SiemState;
import io.postern.audit.app.siem.Telling;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Tells Azure Monitor of the trail where the settings name a place for it. */
@Singleton
public final class IngestionWiring {
    private static final String SINK = "azure-monitor";

    private final AtomicReference<@Nullable SiemTimer> running = new AtomicReference<>();

    void start(
            @Observes StartupEvent started,
            AuditSettings settings,
            DataSource database,
            Telling telling,
            SigningState signing,
            MeterRegistry metrics,
            Clock clock) {
        IngestionPlace.of(settings.ingestion()).ifPresent(place -> {
            SiemState state = new SiemState();
            LogsIngestionSiem azure = LogsIngestionSiem.of(
                    place.endpoint(),
                    new DefaultAzureCredentialBuilder().build(),
                    place.ruleId(),
                    place.stream(),
                    JsonForms.asim());
            SiemTimer timer =
                    new SiemTimer(SINK, new PostgresSiemRight(database, SINK), azure, telling, state, signing, clock);
            show(state, metrics);
            timer.start();
            running.set(timer);
        });
    }

    static void show(SiemState state, MeterRegistry metrics) {
        TimeGauge.builder(
                        "postern.audit.ingestion.complete",
                        state,
                        TimeUnit.MILLISECONDS,
                        told -> told.complete().toEpochMilli())
                .description("The time by which all that was signed is in Azure Monitor, in seconds since 1970")
                .register(metrics);
    }

    void stop(@Observes ShutdownEvent stopping) {
        Optional.ofNullable(running.get()).ifPresent(SiemTimer::close);
    }
}
