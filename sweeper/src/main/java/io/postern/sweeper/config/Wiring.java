package io.postern.sweeper.config;

import io.postern.arm.ArmClient;
import io.postern.arm.ArmSettings;
import io.postern.arm.Backoff;
import io.postern.sweeper.adapter.azure.ArmNetwork;
import io.postern.sweeper.adapter.command.OncePass;
import io.postern.sweeper.adapter.metrics.SweepMetrics;
import io.postern.sweeper.adapter.timer.PassTimer;
import io.postern.sweeper.app.Heartbeat;
import io.postern.sweeper.app.Network;
import io.postern.sweeper.app.SweepPass;
import io.postern.sweeper.domain.Sweep;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;

/** Builds the sweeper out of its settings. */
final class Wiring {
    @Produces
    @Singleton
    Network network(SweeperConfig config) {
        SweeperConfig.Azure azure = config.azure();
        ArmClient arm = ArmClient.connect(new ArmSettings(
                azure.armEndpoint(),
                azure.authorityHost(),
                azure.tenant(),
                azure.clientId(),
                azure.clientSecretFile(),
                azure.timeout(),
                azure.resource()));
        return new ArmNetwork(
                arm,
                config.sweeper().patience(),
                config.sweeper().firewallPatience(),
                Backoff.of(() -> ThreadLocalRandom.current().nextDouble()));
    }

    @Produces
    @Singleton
    SweepPass pass(SweeperConfig config, Network network) {
        Sweep sweep = new Sweep(config.instance(), config.sweeper().grace());
        return new SweepPass(
                network,
                sweep,
                config.azure().subscriptions(),
                config.sweeper().longest(),
                config.sweeper().bulkFrom());
    }

    @Produces
    @Singleton
    Heartbeat heartbeat() {
        return new Heartbeat();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Produces
    @Singleton
    PassTimer timer(SweepPass pass, Heartbeat heartbeat, Clock clock, SweeperConfig config) {
        return new PassTimer(pass, heartbeat, clock, config.sweeper().interval());
    }

    void stop(@Disposes PassTimer timer) {
        timer.close();
    }

    @Produces
    @Singleton
    OncePass once(SweepPass pass, Clock clock) {
        return new OncePass(pass, clock, System.out);
    }

    @Produces
    @Singleton
    SweepMetrics metrics(Heartbeat heartbeat) {
        return new SweepMetrics(heartbeat);
    }
}
