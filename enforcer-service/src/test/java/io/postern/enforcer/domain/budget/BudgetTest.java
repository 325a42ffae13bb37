package io.postern.enforcer.domain.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void whatIsEvenlySpreadUsesTheShareUp() {
        Demand demand = new Demand(WriteShare.ofPercent(100));
        int sent = 0;
        for (Instant now = START; now.isBefore(START.plus(WriteShare.WINDOW)); ) {
            Instant slot = demand.take(0, false, now);
            sent += slot.isAfter(now) ? 0 : 1;
            now = slot;
        }
        assertThat(sent).isBetween(850, 1_000);
    }

    @Test
    void theBurstIsSentAtOnceAndHalfOfItIsLeftToRemovals() {
        WriteShare share = WriteShare.ofPercent(100);
        Demand demand = new Demand(share);
        for (int i = 0; i < 50; i++) {
            assertThat(demand.take(i, false, START)).isEqualTo(START);
        }
        assertThat(demand.take(50, false, START)).isAfter(START);
        for (int i = 51; i < 101; i++) {
            assertThat(demand.take(i, true, START)).isEqualTo(START);
        }
        assertThat(demand.take(101, true, START)).isAfter(START);
    }

    @Test
    void whoeverHasAPlaceKeepsItAndWritesThenWithoutLiningUpAgain() {
        Demand demand = new Demand(WriteShare.ofPercent(1));
        assertThat(demand.take(0, false, START)).isEqualTo(START);
        Instant slot = demand.take(1, false, START);
        assertThat(demand.take(1, false, START.plusSeconds(1))).isEqualTo(slot);
        assertThat(demand.take(2, false, START.plusSeconds(1))).isAfter(slot);
        assertThat(demand.take(1, false, slot)).isEqualTo(slot);
        assertThat(demand.take(1, false, slot)).isAfter(slot);
    }

    @Test
    void whoeverComesTooLateForItsPlaceLinesUpAnew() {
        Demand demand = new Demand(WriteShare.ofPercent(1));
        var _ = demand.take(0, false, START);
        Instant slot = demand.take(1, false, START);
        var _ = demand.take(2, false, START);
        Instant late = slot.plus(WriteShare.GRACE).plusMillis(1);
        assertThat(demand.take(1, false, late)).isAfter(late);
    }

    @Test
    void whileAzureWantsSilenceNobodyWritesAndPlacesInThatTimeAreVoid() {
        Demand demand = new Demand(WriteShare.ofPercent(10));
        for (int i = 0; i < 5; i++) {
            assertThat(demand.take(i, false, START)).isEqualTo(START);
        }
        Instant before = demand.take(9, false, START);
        demand.budget = demand.budget.blocked(START.plusSeconds(60));
        assertThat(before).isBefore(START.plusSeconds(60));
        assertThat(demand.take(9, false, before)).isAfterOrEqualTo(START.plusSeconds(60));
        assertThat(demand.take(8, true, START)).isAfterOrEqualTo(START.plusSeconds(60));
        demand.budget = demand.budget.blocked(START.plusSeconds(20));
        assertThat(demand.take(7, true, START)).isAfterOrEqualTo(START.plusSeconds(60));
    }

    @Test
    void aShareIsOneToAHundredPercent() {
        assertThatThrownBy(() -> WriteShare.ofPercent(0)).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> WriteShare.ofPercent(101)).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> new WriteShare(9)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 30, 77, 100})
    void noFiveMinutesSeeMoreThanTheShareHoweverMuchIsAskedFor(int percent) {
        WriteShare share = WriteShare.ofPercent(percent);
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int boundaries = 1 + random.nextInt(400);
            Deque<Instant> window = new ArrayDeque<>();
            Demand demand = new Demand(share);
            Instant now = START;
            Instant end = START.plus(Duration.ofMinutes(40));
            while (now.isBefore(end)) {
                // NB. pauses refill the burst, floods empty it
                now = now.plusMillis(random.nextInt(200) == 0 ? random.nextInt(400_000) : random.nextInt(100));
                if (random.nextInt(500) == 0) {
                    demand.budget = demand.budget.blocked(now.plusSeconds(random.nextInt(60)));
                }
                if (!demand.take(random.nextInt(boundaries), random.nextInt(3) == 0, now)
                        .isAfter(now)) {
                    window.addLast(now);
                }
                while (!window.isEmpty() && window.getFirst().isBefore(now.minus(WriteShare.WINDOW))) {
                    window.removeFirst();
                }
                assertThat(window.size()).isLessThanOrEqualTo(share.writes());
            }
        }
    }

    @Test
    void whateverOthersAskForARemovalWaitsNoLongerThanForTheReserveAlone() {
        WriteShare share = WriteShare.ofPercent(30);
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Demand demand = new Demand(share);
            Instant alone = Instant.EPOCH;
            Instant now = START;
            for (int i = 0; i < 3_000; i++) {
                now = now.plusMillis(random.nextInt(200));
                if (random.nextInt(20) == 0) {
                    Instant slot = share.reserve().slot(alone, now);
                    alone = share.reserve().after(alone, now);
                    assertThat(demand.take(100_000 + i, true, now)).isBeforeOrEqualTo(slot);
                } else {
                    var _ = demand.take(random.nextInt(100_000), false, now);
                }
            }
        }
    }

    @Test
    void nobodyWaitsLongerThanTheLineIsHoweverManyRemovalsThereAre() {
        WriteShare share = WriteShare.ofPercent(30);
        int boundaries = 200;
        Demand demand = new Demand(share);
        PriorityQueue<Coming> coming = new PriorityQueue<>(Comparator.comparing(Coming::at));
        for (int i = 0; i < boundaries; i++) {
            coming.add(new Coming(i, START, START));
        }
        Duration longest = Duration.ZERO;
        for (int sent = 0; sent < 2_000; ) {
            Coming next = coming.remove();
            Instant slot = demand.take(next.boundary(), next.boundary() % 10 != 0, next.at());
            if (slot.isAfter(next.at())) {
                coming.add(new Coming(next.boundary(), slot, next.since()));
            } else {
                sent++;
                Duration waited = Duration.between(next.since(), next.at());
                longest = waited.compareTo(longest) > 0 ? waited : longest;
                coming.add(new Coming(next.boundary(), next.at(), next.at()));
            }
        }
        assertThat(longest).isLessThanOrEqualTo(share.line().each().multipliedBy(boundaries));
    }

    private record Coming(int boundary, Instant at, Instant since) {}

    /** Boundaries that ask, each with the places it has. */
    private static final class Demand {
        private final WriteShare share;
        private final Map<Integer, Places> places = new HashMap<>();
        private Budget budget = Budget.UNUSED;

        Demand(WriteShare share) {
            this.share = share;
        }

        Instant take(int boundary, boolean removes, Instant now) {
            Budget.Taken taken = budget.take(share, places.getOrDefault(boundary, Places.NONE), removes, now);
            budget = taken.after();
            places.put(boundary, taken.places());
            return taken.slot();
        }
    }
}
