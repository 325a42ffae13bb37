package io.postern.enforcer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.enforcer.adapter.timer.Timekeeper.Repeated;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void howeverManyOrderAScanWhileOneRunsOneMoreIsMade() throws Exception {
        Threads threads = new Threads();
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        Semaphore begun = new Semaphore(0);
        threads.scanBy(new Repeated(() -> {
            runs.incrementAndGet();
            begun.release();
            awaited(go);
        }));
        threads.scanSoon();
        assertThat(begun.tryAcquire(5, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 200; i++) {
            threads.scanSoon();
            // NB. gives whoever was ordered time to begin
            Thread.ofVirtual().start(() -> {}).join();
        }
        go.countDown();
        assertThat(begun.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        threads.stop();

        assertThat(runs).hasValueBetween(2, 3);
    }

    @Test
    void anOrderThatComesWhileATaskRunsIsNotLost() throws Exception {
        Threads threads = new Threads();
        Semaphore begun = new Semaphore(0);
        threads.askBy(begun::release);
        for (int i = 0; i < 3; i++) {
            threads.askSoon();
            assertThat(begun.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        }
        threads.stop();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
