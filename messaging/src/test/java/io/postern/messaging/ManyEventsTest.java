package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyEventsTest {
    private final TestDatabase database = new TestDatabase();
    private final AtomicInteger wakes = new AtomicInteger();
    private final Outbox outbox = database.outbox(wakes::incrementAndGet);

    @Test
    void eventsAreWrittenInTheirOrderEachWithTheNextVersionOfItsSubject() {
        database.append(outbox, "a");

        append(outbox, List.of("c", "a", "b", "a", "c"));
        append(database.outbox(() -> {}, Instant.ofEpochMilli(7)), List.of("a", "a", "c"));
        append(outbox, List.of("a", "a"));

        assertThat(database.column("SELECT subject || version FROM outbox ORDER BY id"))
                .containsExactly("a1", "c1", "a2", "b1", "a3", "c2", "a7", "a8", "c7", "a9", "a10");
        assertThat(wakes).hasValue(3);
    }

    @Test
    void theRowIsTheSameAsThatOfAnEventAlone() {
        append(outbox, List.of("a"));
        database.append(outbox, "b");

        String rows = "SELECT concat(source, version, topic, shard >= 0, published_at,"
                + " convert_from(value, 'UTF8')::jsonb - 'id') FROM outbox WHERE subject = ";
        String many = (String) database.column(rows + "'a'").getFirst();
        assertThat(database.column(rows + "'b'")).containsExactly(many.replace("\"a\"", "\"b\""));
    }

    @Test
    void eventsOutsideOfATransactionAreRefused() {
        assertThatThrownBy(() -> outbox.append(List.of(TestDatabase.refusal("a"))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(database.count("outbox")).isZero();
    }

    @Test
    void twoWhoWriteOfTheSameSubjectsInOppositeOrdersBothGetThrough() {
        List<String> there = IntStream.range(0, 200)
                .mapToObj(n -> String.format(Locale.ROOT, "s%03d", n))
                .toList();
        List<CompletableFuture<Void>> writers = List.of(there, there.reversed()).stream()
                .map(subjects ->
                        CompletableFuture.runAsync(() -> IntStream.range(0, 20).forEach(_ -> append(outbox, subjects))))
                .toList();

        writers.forEach(CompletableFuture::join);
        assertThat(database.count("outbox")).isEqualTo(200L * 40);
        assertThat(database.column("SELECT DISTINCT max(version) FROM outbox GROUP BY subject"))
                .containsExactly(40L);
    }

    private void append(Outbox to, List<String> subjects) {
        database.transactions.call(() -> {
            to.append(subjects.stream().map(TestDatabase::refusal).toList());
            return subjects;
        });
    }
}
