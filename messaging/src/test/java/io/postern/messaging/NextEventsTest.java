package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.messaging.testing.Eventually;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NextEventsTest {
    private final TestDatabase database = new TestDatabase();
    private final AtomicInteger wakes = new AtomicInteger();

    @Test
    void thoseThatWereToldAreWrittenInTheirOrderEachWithAVersionOfItsOwn() {
        write(outbox(1), List.of("c", "a", "b", "a", "c", "a"), "1, 2, 4, 5, 6");
        write(outbox(9), List.of("a", "b", "c"), "1, 3");
        write(outbox(12), List.of("a", "c"), "0");

        assertThat(database.column("SELECT subject || version FROM outbox ORDER BY id"))
                .containsExactly("c1", "a1", "a2", "c2", "a3", "a9", "c9");
        assertThat(database.column("SELECT subject || version FROM outbox_subject ORDER BY subject"))
                .containsExactly("a9", "c9");
        assertThat(wakes).hasValue(3);
    }

    @Test
    void theRowIsTheSameAsThatOfAnEventAlone() {
        write(outbox(1), List.of("a"), "1");
        database.append(outbox(1), "b");

        String rows = "SELECT concat(source, version, shard >= 0, topic, published_at,"
                + " convert_from(value, 'UTF8')::jsonb - 'id') FROM outbox WHERE subject = ";
        String next = (String) database.column(rows + "'a'").getFirst();
        assertThat(database.column(rows + "'b'")).containsExactly(next.replace("\"a\"", "\"b\""));
    }

    @Test
    void aSubjectThatIsPastTheClockFailsThemAllAndSaysWhy() {
        write(outbox(1_000), List.of("a"), "1");

        assertThatThrownBy(() -> write(outbox(1_000), List.of("b", "a"), "1, 2"))
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .matches(failure -> NextEvents.wereOvertaken((SQLException) failure));
        assertThatThrownBy(() -> write(outbox(2_000), List.of("a"), "no number"))
                .rootCause()
                .matches(failure -> !NextEvents.wereOvertaken((SQLException) failure));
        assertThat(database.count("outbox")).isOne();
        assertThat(database.count("outbox_subject")).isOne();
    }

    @Test
    void noIdIsDrawnBeforeTheSubjectIsTheirs() throws Exception {
        write(outbox(1), List.of("a"), "1");
        String drawn = "SELECT last_value FROM outbox_id_seq";
        List<Object> before = database.column(drawn);

        CompletableFuture<Void> later;
        try (Connection holder = database.plain.getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("SELECT 1 FROM outbox_subject WHERE subject = 'a' FOR UPDATE");
            later = CompletableFuture.runAsync(() -> write(outbox(2), List.of("a", "b", "a"), "1, 2, 3"));
            Eventually.holds(
                    "the writer waits for the subject", () -> database.count("pg_locks WHERE NOT granted") > 0);

            assertThat(database.column(drawn)).isEqualTo(before);
            holder.rollback();
        }
        later.join();
        assertThat(database.column("SELECT subject || version FROM outbox ORDER BY id"))
                .containsExactly("a1", "a2", "b2", "a3");
    }

    @Test
    void outsideOfATransactionTheyAreNotWritten() {
        NextEvents next = outbox(1).next(List.of(TestDatabase.refusal("a")));

        assertThatThrownBy(() -> {
                    try (Connection connection = database.plain.getConnection();
                            PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
                        next.bind(statement, 1);
                    }
                })
                .isInstanceOf(IllegalStateException.class);
    }

    private Outbox outbox(long millis) {
        return database.outbox(wakes::incrementAndGet, Instant.ofEpochMilli(millis));
    }

    /** Writes the events of these subjects, of which those at these places are told. */
    private void write(Outbox outbox, List<String> subjects, String places) {
        database.transactions.call(() -> {
            NextEvents next =
                    outbox.next(subjects.stream().map(TestDatabase::refusal).toList());
            try (Connection connection = database.transactions.dataSource().getConnection();
                    PreparedStatement statement = connection.prepareStatement("WITH told AS MATERIALIZED (SELECT place"
                            + " FROM unnest(ARRAY[" + places + "]) AS named (place)), " + NextEvents.PARTS
                            + " SELECT 1")) {
                next.bind(statement, 1);
                return statement.execute();
            }
        });
    }
}
