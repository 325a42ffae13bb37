package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.id.EventId;
import io.postern.messaging.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final RelaySettings SETTINGS =
            RelaySettings.standard().withPatience(Duration.ofMillis(500), Duration.ofSeconds(2));

    private final TestDatabase database = new TestDatabase();
    private final String prefix = UUID.randomUUID().toString();
    private final Outbox outbox = database.outbox(() -> {});
    private final TestTopic topic = new TestTopic(key -> key.startsWith(prefix));
    private final List<Relay> relays = new ArrayList<>();

    @AfterEach
    void closeAll() {
        relays.forEach(Relay::close);
        topic.close();
    }

    @Test
    void aCommittedEventStandsUnderItsSubjectWithItsContentType() {
        EventId id = database.append(outbox, prefix);
        start(SETTINGS);

        ConsumerRecord<String, byte[]> record = topic.await(1).getFirst();
        assertThat(record.key()).isEqualTo(prefix);
        assertThat(new String(record.headers().lastHeader("content-type").value()))
                .startsWith("application/cloudevents+json");
        assertThat(topic.event(record).id()).isEqualTo(id);
        Eventually.holds("marked", () -> database.count("outbox WHERE published_at IS NULL") == 0);
    }

    @Test
    void aTransactionRolledBackPublishesNothing() {
        start(SETTINGS);
        assertThatThrownBy(() -> database.transactions.call(() -> {
                    outbox.append(TestDatabase.refusal(prefix));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        EventId committed = database.append(outbox, prefix);

        assertThat(topic.await(1))
                .extracting(record -> topic.event(record).id())
                .containsExactly(committed);
    }

    @Test
    void aCommitWakesTheRelayWithoutWaitingForThePoll() {
        RelaySettings standard = RelaySettings.standard();
        RelaySettings neverPolls = new RelaySettings(
                Duration.ofHours(1), 200, standard.maxBlock(), standard.deliveryTimeout(), standard.retention(), 500);
        Relay relay = start(neverPolls);
        database.append(database.outbox(relay::wake), prefix);

        assertThat(topic.await(1)).hasSize(1);
    }

    @Test
    void aRelayThatGivesWayPublishesAllTheSame() {
        Relay relay = start(SETTINGS);
        Outbox rushed = database.outbox(relay::giveWay);
        for (int i = 0; i < 10; i++) {
            database.append(rushed, prefix);
        }

        assertThat(topic.await(10)).hasSize(10);
    }

    @Test
    void everyEventOfASubjectFollowsTheOneBefore() {
        for (int i = 0; i < 450; i++) {
            database.append(outbox, prefix + i % 3);
        }
        start(SETTINGS);

        List<ConsumerRecord<String, byte[]>> records = topic.await(450);
        assertThat(records).hasSize(450);
        for (int subject = 0; subject < 3; subject++) {
            String key = prefix + subject;
            assertThat(records.stream()
                            .filter(record -> record.key().equals(key))
                            .map(record -> topic.event(record).version()))
                    .isSorted()
                    .hasSize(150);
        }
    }

    @Test
    void aBrokenDatabaseConnectionIsReplaced() {
        start(SETTINGS);
        database.append(outbox, prefix + 1);
        topic.await(1);
        database.run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        database.append(outbox, prefix + 2);

        topic.await(2);
        assertThat(topic.read()).extracting(ConsumerRecord::key).endsWith(prefix + 2);
    }

    @Test
    void aSecondRelayStandsByAndTakesOverWhenTheFirstEnds() {
        Relay first = start(SETTINGS);
        database.append(outbox, prefix);
        topic.await(1);
        start(SETTINGS);
        first.close();
        database.append(outbox, prefix);

        assertThat(topic.await(2))
                .extracting(record -> topic.event(record).version())
                .containsExactly(1L, 2L);
    }

    @Test
    void whileKafkaIsDownWritersGoOnAndTheOutboxDrainsAfterwards() {
        Relay relay = start(SETTINGS);
        Outbox waking = database.outbox(relay::wake);
        database.append(waking, prefix);
        topic.await(1);

        TestTopic.KAFKA.suspend();
        try {
            long begun = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                database.append(waking, prefix);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            Eventually.holds(
                    "the metric shows the delay",
                    () -> relay.oldestUnpublishedAge().compareTo(Duration.ofSeconds(1)) > 0);
            assertThat(database.count("outbox WHERE published_at IS NULL")).isEqualTo(50);
        } finally {
            TestTopic.KAFKA.resume();
        }

        Eventually.holds("drained", () -> database.count("outbox WHERE published_at IS NULL") == 0);
        Eventually.holds(
                "the metric is back", () -> relay.oldestUnpublishedAge().isZero());
        assertThat(topic.await(51).stream()
                        .map(record -> topic.event(record).version())
                        .distinct())
                .hasSize(51)
                .isSorted();
    }

    private Relay start(RelaySettings settings) {
        Relay relay = TestTopic.relay(database, settings);
        relays.add(relay);
        relay.start();
        return relay;
    }
}
