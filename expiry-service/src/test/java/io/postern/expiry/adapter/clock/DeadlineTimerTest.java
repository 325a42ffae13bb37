package io.postern.expiry.adapter.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Expired;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.expiry.app.Atomically;
import io.postern.expiry.app.Deadlines;
import io.postern.expiry.app.ExpireDue;
import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DeadlineTimerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Clock clock = Clock.systemUTC();
    private final Rows rows = new Rows();
    private final BlockingQueue<Expired> announced = new LinkedBlockingQueue<>();

    @Test
    void aDeadlineArmedWhileTheTimerSleepsIsAnnouncedInTimeAndNotEarly() throws Exception {
        try (DeadlineTimer timer = timer(LONG)) {
            timer.start();
            Instant until = clock.instant().plusMillis(200);
            rows.arm(new Deadline(GrantId.next(), RequestId.next(), until));
            timer.wake();

            Expired expired = announced.poll(10, TimeUnit.SECONDS);

            assertThat(clock.instant()).isAfterOrEqualTo(until).isBefore(until.plusSeconds(5));
            assertThat(expired).extracting(Expired::until).isEqualTo(until);
        }
    }

    @Test
    void aDeadlineThatNobodySpokeOfIsFoundByTheNextLookRound() throws Exception {
        try (DeadlineTimer timer = timer(Duration.ofMillis(50))) {
            timer.start();
            rows.arm(new Deadline(GrantId.next(), RequestId.next(), clock.instant()));

            assertThat(announced.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aDatabaseThatIsAwayForAWhileDelaysButLosesNothing() throws Exception {
        rows.failures.set(3);
        rows.arm(new Deadline(GrantId.next(), RequestId.next(), clock.instant()));
        try (DeadlineTimer timer = timer(LONG)) {
            timer.start();

            assertThat(announced.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(rows.failures).hasNonPositiveValue();
        }
    }

    private DeadlineTimer timer(Duration poll) {
        Atomically atomically = new Atomically() {
            @Override
            public <T> T call(Supplier<T> work) {
                return work.get();
            }
        };
        ExpireDue expireDue = new ExpireDue(rows, announced::add, atomically);
        return new DeadlineTimer(rows, expireDue, clock, new Pause(Duration.ofMillis(1), poll));
    }

    /** Deadlines in memory, of a database that fails as often as told. */
    private static final class Rows implements Deadlines {
        private final Set<Deadline> armed = ConcurrentHashMap.newKeySet();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public void arm(Deadline deadline) {
            armed.add(deadline);
        }

        @Override
        public void end(GrantId grant) {
            armed.removeIf(deadline -> deadline.grantId().equals(grant));
        }

        @Override
        public List<Deadline> takeDue(Instant now, int limit) {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the database is away");
            }
            return armed.stream().filter(deadline -> deadline.isDue(now)).toList();
        }

        @Override
        public void announced(Deadline deadline, Instant now) {
            armed.remove(deadline);
        }

        @Override
        public Optional<Instant> next() {
            return armed.stream().map(Deadline::until).min(Comparator.naturalOrder());
        }
    }
}
