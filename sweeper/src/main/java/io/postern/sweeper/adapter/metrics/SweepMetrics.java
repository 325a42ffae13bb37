package io.postern.sweeper.adapter.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.postern.sweeper.app.Heartbeat;
import java.util.concurrent.TimeUnit;

/** What the sweeper removed and could not remove, and when it last saw everything. */
public final class SweepMetrics implements MeterBinder {
    private final Heartbeat heartbeat;

    public SweepMetrics(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("postern.sweeper.removed", heartbeat, Heartbeat::removed)
                .description("Overdue rules removed")
                .register(registry);
        FunctionCounter.builder("postern.sweeper.failed", heartbeat, Heartbeat::failed)
                .description("Removals that failed and are tried again")
                .register(registry);
        Gauge.builder("postern.sweeper.standing", heartbeat, Heartbeat::standing)
                .description("Overdue rules that the last pass could not remove")
                .register(registry);
        Gauge.builder("postern.sweeper.firewalls.hidden", heartbeat, Heartbeat::firewallsHidden)
                .description("Subscriptions whose firewalls the sweeper has no right to list")
                .register(registry);
        TimeGauge.builder("postern.sweeper.last.pass", heartbeat, TimeUnit.SECONDS, SweepMetrics::lastPass)
                .description(
                        "When the last pass began that saw everything and was able to remove, in seconds since 1970")
                .register(registry);
    }

    private static double lastPass(Heartbeat heartbeat) {
        return heartbeat.lastPass().map(at -> at.toEpochMilli() / 1000.0).orElse(0.0);
    }
}
