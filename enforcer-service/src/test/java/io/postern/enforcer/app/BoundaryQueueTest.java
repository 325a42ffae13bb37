package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundaryQueueTest {
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void stop() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    @Test
    void aBoundaryIsReconciledByOneAtATimeAndManyNudgesAreOneMoreRun() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger together = new AtomicInteger();
        BoundaryQueue queue = queue(nsg -> {
            assertThat(together.incrementAndGet()).isEqualTo(1);
            inside.countDown();
            await(go);
            together.decrementAndGet();
            runs.incrementAndGet();
            return new Progress.Done(false);
        });

        CompletableFuture<Void> first = queue.look(World.NSG);
        await(inside);
        CompletableFuture<Void> second = queue.look(World.NSG);
        CompletableFuture<Void> third = queue.look(World.NSG);
        assertThat(second).isNotDone();
        go.countDown();

        CompletableFuture.allOf(first, second, third).get(5, TimeUnit.SECONDS);
        assertThat(runs).hasValue(2);
    }

    @Test
    void boundariesDoNotWaitForEachOther() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        BoundaryQueue queue = queue(nsg -> {
            if (nsg.equals(World.NSG)) {
                await(never);
            }
            return new Progress.Done(false);
        });

        queue.look(World.NSG);
        queue.look(World.nsg("other")).get(5, TimeUnit.SECONDS);
        never.countDown();
    }

    @Test
    void whatIsNotDoneIsTriedAgainWithoutANudge() throws Exception {
        CountDownLatch thrice = new CountDownLatch(3);
        BoundaryQueue queue = queue(nsg -> {
            thrice.countDown();
            return switch (runs.incrementAndGet()) {
                case 1 -> new Progress.Again(Duration.ofMillis(1));
                case 2 -> throw new AssertionError("an error is no reason to give up");
                default -> new Progress.Done(false);
            };
        });

        queue.look(World.NSG);

        assertThat(thrice.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aNewReasonDoesNotWaitForThePauseThatAnotherRuleCaused() throws Exception {
        BoundaryQueue queue = queue(nsg -> new Progress.Again(Duration.ofSeconds(15)));
        queue.look(World.NSG).get(5, TimeUnit.SECONDS);

        CompletableFuture<Void> patient = queue.look(World.NSG);
        assertThat(patient).isNotDone();
        queue.lookNow(World.NSG).get(5, TimeUnit.SECONDS);
        assertThat(patient).isDone();
    }

    @Test
    void aChangeOfTheRecordNeedsNoOtherRunThanOneThatHasNotReadTheRecordYet() throws Exception {
        assertThat(runsWhenTheRecordChanges(true)).isEqualTo(1);
    }

    @Test
    void aChangeOfTheRecordAfterItWasReadNeedsAnotherRun() throws Exception {
        assertThat(runsWhenTheRecordChanges(false)).isEqualTo(2);
    }

    private int runsWhenTheRecordChanges(boolean beforeItIsRead) throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BoundaryQueue queue = queue(reading(reads -> {
            if (!beforeItIsRead) {
                reads.run();
            }
            inside.countDown();
            await(go);
            if (beforeItIsRead) {
                reads.run();
            }
        }));
        queue.prepare(Set.of(World.NSG), CompletableFuture.completedFuture(null));
        await(inside);
        CompletableFuture<Void> changed = queue.recorded(World.NSG);
        go.countDown();
        changed.get(5, TimeUnit.SECONDS);
        return runs.get();
    }

    @Test
    void aRunWaitsForTheChangeThatItWasBegunFor() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        CountDownLatch seen = new CountDownLatch(1);
        AtomicInteger read = new AtomicInteger();
        BoundaryQueue queue =
                new BoundaryQueue(reading(noting(seen, read)), _ -> {}, workers, timer, (done, _) -> done.join());

        queue.prepare(Set.of(World.NSG), over);
        await(seen);
        assertThat(read).as("it is not on record yet").hasValue(0);

        queue.recorded(World.NSG).get(5, TimeUnit.SECONDS);
        assertThat(runs).hasValue(1);
        assertThat(over).isDone();
    }

    @Test
    void nobodyIsWaitedForLong() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        AtomicInteger read = new AtomicInteger();
        BoundaryQueue queue = queue(reading(noting(seen, read)));
        CompletableFuture<Void> other = queue.look(World.NSG);

        queue.prepare(Set.of(World.NSG), new CompletableFuture<>());

        other.get(5, TimeUnit.SECONDS);
        queue.look(World.NSG).get(5, TimeUnit.SECONDS);
        assertThat(read.get()).isPositive();
    }

    private Consumer<Runnable> noting(CountDownLatch seen, AtomicInteger read) {
        return reads -> {
            seen.countDown();
            reads.run();
            read.incrementAndGet();
        };
    }

    private Reconcile reading(Consumer<Runnable> course) {
        return new Reconcile() {
            @Override
            public Progress run(BoundaryId boundary, BooleanSupplier hurry) {
                throw new AssertionError("the queue wants to know when the record is read");
            }

            @Override
            public Progress run(BoundaryId boundary, BooleanSupplier hurry, Runnable reads) {
                runs.incrementAndGet();
                course.accept(reads);
                return new Progress.Done(false);
            }
        };
    }

    @Test
    void aNewReasonDuringARunIsLookedAtRightAfterIt() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BoundaryQueue queue = queue(nsg -> {
            inside.countDown();
            await(go);
            return new Progress.Again(Duration.ofSeconds(15));
        });
        queue.look(World.NSG);
        await(inside);
        CompletableFuture<Void> urgent = queue.lookNow(World.NSG);
        go.countDown();
        urgent.get(5, TimeUnit.SECONDS);
    }

    @Test
    void whenAzureAsksForSilenceNothingIsUrgent() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        BoundaryQueue queue = queue(nsg -> {
            twice.countDown();
            return runs.incrementAndGet() == 1
                    ? new Progress.Throttled(Duration.ofMillis(700))
                    : new Progress.Done(false);
        });
        queue.look(World.NSG).get(5, TimeUnit.SECONDS);
        long asked = System.nanoTime();

        queue.lookNow(World.NSG).get(5, TimeUnit.SECONDS);

        assertThat(twice.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(600));
    }

    /** Else what comes every second piles up for as long as Azure wants to be left alone. */
    @Test
    void whoeverWaitsForTheSameRunWaitsForTheSame() throws Exception {
        BoundaryQueue queue = queue(nsg -> new Progress.Throttled(Duration.ofMinutes(10)));
        queue.look(World.NSG).get(5, TimeUnit.SECONDS);

        CompletableFuture<Void> next = queue.look(World.NSG);
        CompletableFuture<Void> recorded = queue.recorded(World.NSG);
        for (int look = 0; look < 10_000; look++) {
            assertThat(queue.look(World.NSG)).isSameAs(next);
            assertThat(queue.lookNow(World.NSG)).isSameAs(next);
            assertThat(queue.recorded(World.NSG)).isSameAs(recorded);
        }
        assertThat(next).isNotDone();
    }

    private BoundaryQueue queue(Function<BoundaryId, Progress> reconcile) {
        return queue((nsg, _) -> reconcile.apply(nsg));
    }

    private BoundaryQueue queue(Reconcile reconcile) {
        return new BoundaryQueue(reconcile, nsg -> {}, workers, timer);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
