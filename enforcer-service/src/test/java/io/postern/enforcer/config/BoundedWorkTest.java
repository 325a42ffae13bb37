package io.postern.enforcer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.enforcer.app.UnitOfWork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BoundedWorkTest {
    @Test
    void onlySoManyWorkAtOnceAndATurnIsGivenBackEvenByWhoFails() throws Exception {
        BoundedWork one = new BoundedWork(new Plain(), 1, Duration.ofMillis(50));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Object> busy = CompletableFuture.supplyAsync(() -> one.call(() -> {
            inside.countDown();
            awaited(go);
            throw new IllegalArgumentException("the first one fails");
        }));
        assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> one.call(() -> "a turn")).hasMessageContaining("no turn");
        go.countDown();
        assertThatThrownBy(() -> busy.get(5, TimeUnit.SECONDS)).hasMessageContaining("the first one fails");

        assertThat(one.call(() -> "a turn")).isEqualTo("a turn");
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Plain implements UnitOfWork {
        @Override
        public <T> T call(Supplier<T> work) {
            return work.get();
        }

        @Override
        public void afterCommit(Runnable run) {
            run.run();
        }
    }
}
