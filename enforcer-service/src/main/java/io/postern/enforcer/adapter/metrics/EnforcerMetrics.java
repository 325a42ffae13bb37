package io.postern.enforcer.adapter.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.postern.enforcer.app.Figures;
import io.postern.enforcer.domain.boundary.Finding;
import java.util.concurrent.TimeUnit;

/** The enforcer's own deadlines, what should be gone and is not, and its findings. */
public final class EnforcerMetrics implements MeterBinder {
    private final Figures figures;

    public EnforcerMetrics(Figures figures) {
        this.figures = figures;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder("postern.enforcer.last.scan", figures, TimeUnit.SECONDS, EnforcerMetrics::lastScan)
                .description("When the deadlines on record were last looked at completely, in seconds since 1970")
                .register(registry);
        Gauge.builder("postern.enforcer.overdue.rules", figures, Figures::overdueRules)
                .description("Rules that are over or were to be closed, and still stand as far as the record knows")
                .register(registry);
        Gauge.builder("postern.enforcer.overdue.oldest", figures, EnforcerMetrics::oldestOverdue)
                .description("For how long the oldest of them should have been gone")
                .baseUnit("seconds")
                .register(registry);
        for (Finding.Kind kind : Finding.Kind.values()) {
            Gauge.builder("postern.enforcer.findings", figures, all -> all.findings(kind))
                    .description("What an operator must know, by kind")
                    .tag("kind", kind.word())
                    .register(registry);
        }
    }

    private static double lastScan(Figures figures) {
        return figures.lastScan().map(at -> at.toEpochMilli() / 1_000.0).orElse(0.0);
    }

    private static double oldestOverdue(Figures figures) {
        return figures.oldestOverdue().toSeconds();
    }
}
