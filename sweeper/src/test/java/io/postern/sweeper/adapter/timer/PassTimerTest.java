package io.postern.sweeper.adapter.timer;

import static io.postern.sweeper.Rules.NOON;
import static io.postern.sweeper.Rules.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.sweeper.FakeNetwork;
import io.postern.sweeper.app.Heartbeat;
import io.postern.sweeper.app.SweepPass;
import io.postern.sweeper.domain.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PassTimerTest {
    private final FakeNetwork network = new FakeNetwork();
    private final Heartbeat heartbeat = new Heartbeat();
    private final SweepPass pass = new SweepPass(
            network, new Sweep("demo", Duration.ofSeconds(3)), List.of(SUBSCRIPTION), Duration.ofSeconds(10), 20);

    @Test
    void passesFollowOneAnother() throws InterruptedException {
        network.passes = new CountDownLatch(3);
        try (PassTimer timer = timer(Clock.fixed(NOON, ZoneOffset.UTC))) {
            timer.start();
            assertThat(network.passes.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(heartbeat.lastPass()).contains(NOON);
    }

    @Test
    void aPassThatBreaksOffDoesNotStopTheNext() throws InterruptedException {
        network.azureNow = null; // a listing that blows up
        network.passes = new CountDownLatch(3);
        try (PassTimer timer = timer(Clock.fixed(NOON, ZoneOffset.UTC))) {
            timer.start();
            assertThat(network.passes.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aFaultOfTheTimerItselfDoesNotStopIt() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(3);
        Clock broken = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public java.time.Instant instant() {
                asked.countDown();
                throw new IllegalStateException("planted");
            }
        };
        try (PassTimer timer = timer(broken)) {
            timer.start();
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(heartbeat.lastPass()).isEmpty();
    }

    @Test
    void anIntervalIsPositive() {
        assertThatThrownBy(() -> new PassTimer(pass, heartbeat, Clock.systemUTC(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private PassTimer timer(Clock clock) {
        return new PassTimer(pass, heartbeat, clock, Duration.ofMillis(10));
    }
}
