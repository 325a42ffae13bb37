package io.postern.expiry.adapter.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepTimerTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Semaphore steps = new Semaphore(0);

    @Test
    void itSleepsAsLongAsItWasToldAndNoLongerWhenItIsWoken() throws Exception {
        try (StepTimer timer = new StepTimer("test", () -> {
            steps.release();
            return LONG;
        })) {
            timer.start();
            assertThat(took(1)).isTrue();
            assertThat(steps.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
            timer.wake();
            assertThat(took(1)).isTrue();
        }
    }

    @Test
    void aStepThatFailsIsTakenAgain() throws Exception {
        AtomicInteger failures = new AtomicInteger(2);
        try (StepTimer timer = new StepTimer("test", () -> {
            steps.release();
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the database is away");
            }
            return Duration.ofMillis(1);
        })) {
            timer.start();
            assertThat(took(5)).isTrue();
        }
    }

    @Test
    void afterItsEndNoStepIsTaken() throws Exception {
        StepTimer timer = new StepTimer("test", () -> {
            steps.release();
            return Duration.ofMillis(1);
        });
        timer.start();
        assertThat(took(1)).isTrue();
        timer.close();
        steps.drainPermits();
        assertThat(steps.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
    }

    private boolean took(int many) throws InterruptedException {
        return steps.tryAcquire(many, 10, TimeUnit.SECONDS);
    }
}
