package io.postern.enforcer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.enforcer.app.UnitOfWork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
        assertThatThrownBy(() -> one.call(() -> "a turn")).hasMessageContaining("nobody got done");
        go.countDown();
        assertThatThrownBy(() -> busy.get(5, TimeUnit.SECONDS)).hasMessageContaining("the first one fails");

        assertThat(one.call(() -> "a turn")).isEqualTo("a turn");
    }

    @Test
    void aCrowdWaitsAsLongAsItMoves() throws Exception {
        BoundedWork one = new BoundedWork(new Plain(), 1, Duration.ofMillis(100));
        List<CompletableFuture<Boolean>> crowd = IntStream.range(0, 12)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> one.call(() -> {
                            // NB. all together take many times as long as anybody has patience
                            LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
                            return true;
                        }),
                        Thread::startVirtualThread))
                .toList();
        for (CompletableFuture<Boolean> each : crowd) {
            assertThat(each.get(5, TimeUnit.SECONDS)).isTrue();
        }
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
