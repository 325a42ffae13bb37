package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.AttemptRefused;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final TestDatabase database = new TestDatabase();
    private final AtomicInteger wakes = new AtomicInteger();
    private final Outbox outbox = database.outbox(wakes::incrementAndGet);

    @Test
    void versionsGrowByOneForEachSubject() {
        database.append(outbox, "a");
        database.append(outbox, "b");
        database.append(outbox, "a");

        assertThat(database.column("SELECT subject || version FROM outbox ORDER BY id"))
                .containsExactly("a1", "b1", "a2");
        assertThat(wakes).hasValue(3);
    }

    @Test
    void aDatabaseThatLostItsPastNumbersItsNextEventAboveAllThatConsumersSaw() {
        Instant before = Instant.parse("2026-01-01T00:00:00Z");
        database.append(database.outbox(() -> {}, before), "a");
        database.append(database.outbox(() -> {}, before), "a");
        TestDatabase emptied = new TestDatabase();
        emptied.append(emptied.outbox(() -> {}, before.plusSeconds(1)), "a");

        long seen = (Long) database.column("SELECT max(version) FROM outbox").getFirst();
        long next = (Long) emptied.column("SELECT version FROM outbox").getFirst();
        assertThat(next).isGreaterThan(seen);
    }

    @Test
    void aTransactionRolledBackLeavesNoRowNoGapAndNoWake() {
        assertThatThrownBy(() -> database.transactions.call(() -> {
                    outbox.append(TestDatabase.refusal("a"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(wakes).hasValue(0);

        database.append(outbox, "a");
        assertThat(database.column("SELECT version FROM outbox")).containsExactly(1L);
    }

    @Test
    void anEventOutsideOfATransactionIsRefused() {
        assertThatThrownBy(() -> outbox.append(TestDatabase.refusal("a"))).isInstanceOf(IllegalStateException.class);

        assertThat(database.count("outbox")).isZero();
    }

    @Test
    void anEventLargerThanEveryConsumerReadsIsRefused() {
        AttemptRefused large = new AttemptRefused("a", null, "open", "refused", "x".repeat(33_000));

        assertThatThrownBy(() -> database.transactions.call(() -> outbox.append(large)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(database.count("outbox")).isZero();
    }

    @Test
    void theShardOfASubjectIsTheSameForEver() {
        assertThat(Shard.of("01ARZ3NDEKTSV4RRFFQ69G5FAV")).isEqualTo((short) 13);
        assertThat(Shard.of("ığüşöç")).isBetween((short) 0, (short) 15);
    }
}
