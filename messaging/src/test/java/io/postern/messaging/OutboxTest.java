package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.AttemptRefused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
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
    void theFirstEventOfASubjectIsTheSameRowWrittenInAStatementOfTheServicesOwn() {
        writeFirst("a");
        database.append(outbox, "b");

        String rows = "SELECT concat(source, version, topic, published_at, convert_from(value, 'UTF8')::jsonb - 'id')"
                + " FROM outbox WHERE subject = ";
        String first = (String) database.column(rows + "'a'").getFirst();
        assertThat(database.column(rows + "'b'")).containsExactly(first.replace("\"a\"", "\"b\""));
        database.append(outbox, "a");
        assertThat(database.column("SELECT subject || version FROM outbox ORDER BY id"))
                .containsExactly("a1", "b1", "a2");
        assertThat(wakes).hasValue(3);
    }

    @Test
    void aFirstEventOfAKnownSubjectIsRefused() {
        database.append(outbox, "a");

        assertThatThrownBy(() -> writeFirst("a")).hasMessageContaining("duplicate key");
        assertThat(database.count("outbox")).isEqualTo(1);
    }

    private void writeFirst(String subject) {
        database.transactions.call(() -> {
            FirstEvents first = outbox.first(List.of(TestDatabase.refusal(subject)));
            try (Connection connection = database.transactions.dataSource().getConnection();
                    PreparedStatement statement =
                            connection.prepareStatement("WITH " + FirstEvents.PARTS + " SELECT 1")) {
                first.bind(statement, 1);
                statement.execute();
            }
            return first.ids();
        });
    }

    @Test
    void anEventOutsideOfATransactionIsRefused() {
        assertThatThrownBy(() -> outbox.append(TestDatabase.refusal("a"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> outbox.first(List.of(TestDatabase.refusal("a"))))
                .isInstanceOf(IllegalStateException.class);

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
