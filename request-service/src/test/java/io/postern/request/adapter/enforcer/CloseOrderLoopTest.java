package io.postern.request.adapter.enforcer;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.request.app.AccessRequests;
import io.postern.request.app.CloseAtEnforcer;
import io.postern.request.app.CloseOrders;
import io.postern.request.app.Enforcer;
import io.postern.request.app.Transaction;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.CloseOrder;
import io.postern.request.domain.TimelineEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CloseOrderLoopTest {
    private final BlockingQueue<CloseOrder.Due> due = new LinkedBlockingQueue<>();
    private final BlockingQueue<CloseOrder> saved = new LinkedBlockingQueue<>();
    private final CountDownLatch enforcerBack = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger mostWaiting = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();

    @Test
    void ordersThatAreStuckDoNotDelayAnother() throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            due.add(order(CloseReason.REVOKED));
        }
        CloseOrder.Due other = order(CloseReason.RELEASED);
        due.add(other);
        try (CloseOrderLoop loop = loop()) {
            loop.start();
            assertThat(saved.poll(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            CloseOrder.Confirmed.class,
                            confirmed -> assertThat(confirmed.requestId()).isEqualTo(other.requestId()));
            enforcerBack.countDown();
        }
    }

    @Test
    void howManyAreTriedAtATimeIsBoundedAndAllAreTriedInTheEnd() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            due.add(order(CloseReason.REVOKED));
        }
        try (CloseOrderLoop loop = loop()) {
            loop.start();
            enforcerBack.await(300, TimeUnit.MILLISECONDS);
            enforcerBack.countDown();
            for (int i = 0; i < 300; i++) {
                assertThat(saved.poll(10, TimeUnit.SECONDS)).isInstanceOf(CloseOrder.Confirmed.class);
            }
        }
        assertThat(mostWaiting.get()).isEqualTo(64);
    }

    @Test
    void anErrorWhileOrdersAreReadIsNoReasonToGiveUp() throws InterruptedException {
        errors.set(1);
        due.add(order(CloseReason.RELEASED));
        try (CloseOrderLoop loop = loop()) {
            loop.start();
            assertThat(saved.poll(10, TimeUnit.SECONDS)).isInstanceOf(CloseOrder.Confirmed.class);
        }
    }

    private CloseOrderLoop loop() {
        Orders orders = new Orders();
        return new CloseOrderLoop(new CloseAtEnforcer(orders, orders, orders, this::close, Clock.systemUTC()));
    }

    private Enforcer.Answer close(RequestId request, CloseReason reason) {
        if (reason == CloseReason.REVOKED) {
            mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            try {
                enforcerBack.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            waiting.decrementAndGet();
        }
        return Enforcer.Answer.CLOSED;
    }

    private static CloseOrder.Due order(CloseReason reason) {
        return CloseOrder.Due.at(RequestId.next(), reason, Instant.EPOCH);
    }

    /** Orders in memory; the requests that they are about are none of this test's business. */
    private final class Orders implements CloseOrders, AccessRequests, Transaction {
        @Override
        public void add(CloseOrder.Due order) {
            due.add(order);
        }

        @Override
        public List<CloseOrder.Due> take(int most, Instant now, Duration lease) {
            if (errors.getAndDecrement() > 0) {
                throw new AssertionError("an error, not an exception");
            }
            List<CloseOrder.Due> taken = new ArrayList<>();
            due.drainTo(taken, most);
            return taken;
        }

        @Override
        public void save(CloseOrder order) {
            saved.add(order);
        }

        @Override
        public <T> T call(Supplier<T> work) {
            return work.get();
        }

        @Override
        public void afterCommit(Runnable run) {
            run.run();
        }

        @Override
        public Optional<AccessRequest> find(RequestId id) {
            return Optional.empty();
        }

        @Override
        public Optional<AccessRequest> lock(RequestId id) {
            return Optional.empty();
        }

        @Override
        public void save(AccessRequest request, Instant now) {}

        @Override
        public void seenGone(GrantId id, Instant at) {
            // Nothing here asks for it.
        }

        @Override
        public void note(RequestId id, TimelineEntry entry) {}

        @Override
        public List<TimelineEntry> timeline(RequestId id) {
            return List.of();
        }

        @Override
        public List<AccessRequest> page(Query query, Instant now) {
            return List.of();
        }
    }
}
