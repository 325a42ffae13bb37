package io.postern.enforcer.domain.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model of two hours under Azure's write limits: 100 NSGs, two ports a grant, three seconds a write. */
class PacedWritesTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration A_WRITE = Duration.ofSeconds(3);
    private static final int NSGS = 100;

    @ParameterizedTest
    @ValueSource(ints = {25, 150, 600, 3_000})
    void withTheWholeBudgetOpeningAndClosingTakeFortySecondsAtMost(int grantsAMinute) {
        Model model = new Model(WriteShare.ofPercent(100), grantsAMinute, Duration.ofHours(2));
        model.run();

        assertThat(model.opened).hasSize(model.asked);
        assertThat(model.closed).hasSize(model.asked);
        assertThat(p99(model.opened)).isLessThanOrEqualTo(Duration.ofSeconds(40));
        assertThat(p99(model.closed)).isLessThanOrEqualTo(Duration.ofSeconds(40));
        assertThat(model.mostInAWindow()).isLessThanOrEqualTo(1_000);
    }

    private static Duration p99(List<Duration> all) {
        List<Duration> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get(sorted.size() * 99 / 100);
    }

    /** A lane: what is pending at one NSG, and whether it writes or waits. */
    private static final class Lane {
        private final List<Change> pending = new ArrayList<>();
        private Places places = Places.NONE;
        private boolean writing;
        private int removals;
        private Instant comesBack = Instant.EPOCH;
    }

    private record Change(boolean removes, Instant since, Instant end) {}

    private record Event(Instant at, long number, Runnable run) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private static final class Model {
        private final WriteShare share;
        private final int grantsAMinute;
        private final Instant last;
        private final Random random = new Random(11);
        private final PriorityQueue<Event> events = new PriorityQueue<>();
        private final List<Lane> lanes = new ArrayList<>();
        private final List<Duration> opened = new ArrayList<>();
        private final List<Duration> closed = new ArrayList<>();
        private final List<Instant> writes = new ArrayList<>();
        private Budget budget = Budget.UNUSED;
        private Instant now = START;
        private long numbers;
        private int asked;

        Model(WriteShare share, int grantsAMinute, Duration length) {
            this.share = share;
            this.grantsAMinute = grantsAMinute;
            this.last = START.plus(length);
            for (int i = 0; i < NSGS; i++) {
                lanes.add(new Lane());
            }
        }

        void run() {
            at(START, this::grant);
            while (!events.isEmpty()) {
                Event next = events.poll();
                now = next.at();
                next.run().run();
            }
        }

        private void at(Instant when, Runnable run) {
            events.add(new Event(when, numbers++, run));
        }

        private void grant() {
            if (now.isAfter(last)) {
                return;
            }
            asked++;
            Lane lane = lanes.get(random.nextInt(NSGS));
            lane.pending.add(new Change(false, now, now.plusSeconds(600 + random.nextInt(3_000))));
            if (lane.pending.size() == 1) {
                look(lane);
            }
            double gap = -Math.log(1 - random.nextDouble()) * 60_000 / grantsAMinute;
            at(now.plusNanos((long) (gap * 1_000_000)), this::grant);
        }

        private void look(Lane lane) {
            if (lane.writing || lane.pending.isEmpty()) {
                return;
            }
            Budget.Taken taken = budget.take(share, lane.places, lane.removals > 0, now);
            budget = taken.after();
            lane.places = taken.places();
            if (taken.isNow(now)) {
                write(lane);
            } else if (!taken.slot().equals(lane.comesBack)) {
                lane.comesBack = taken.slot();
                at(taken.slot(), () -> look(lane));
            }
        }

        /** One write carries all that is pending. */
        private void write(Lane lane) {
            List<Change> carried = List.copyOf(lane.pending);
            lane.pending.clear();
            lane.removals = 0;
            lane.writing = true;
            writes.add(now);
            at(now.plus(A_WRITE), () -> {
                lane.writing = false;
                carried.forEach(change -> done(lane, change));
                look(lane);
            });
        }

        private void done(Lane lane, Change change) {
            (change.removes() ? closed : opened).add(Duration.between(change.since(), now));
            if (!change.removes()) {
                at(change.end().isAfter(now) ? change.end() : now, () -> {
                    lane.pending.add(new Change(true, now, now));
                    lane.removals++;
                    look(lane);
                });
            }
        }

        int mostInAWindow() {
            int most = 0;
            int first = 0;
            for (int i = 0; i < writes.size(); i++) {
                while (writes.get(first).isBefore(writes.get(i).minus(WriteShare.WINDOW))) {
                    first++;
                }
                most = Math.max(most, i - first + 1);
            }
            return most;
        }
    }
}
