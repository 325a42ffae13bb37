package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.codec.EventCodec;
import io.postern.contracts.event.Envelope;
import io.postern.contracts.event.Expired;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InboxBatchTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final RequestId REQUEST = new RequestId("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    private static final GrantId GRANT = new GrantId("01ARZ3NDEKTSV4RRFFQ69G5FAW");

    private static final TopicPartition EXPIRY = new TopicPartition(Topic.EXPIRY.wireName(), 0);

    private final TestDatabase database = new TestDatabase();
    private final Effects effects = new Effects(database);
    private final EventCodec codec = new EventCodec();
    private final AtomicInteger offset = new AtomicInteger();
    private final List<Integer> batches = new ArrayList<>();
    private final Inbox inbox = Inbox.ofEverything(
            database.transactions.dataSource(),
            database.transactions,
            database.outbox(() -> {}),
            Clock.fixed(TestDatabase.NOW, ZoneOffset.UTC),
            "tester");
    private final Inbox trail = Inbox.ofTheTrail(
            database.transactions.dataSource(),
            database.transactions,
            database.outbox(() -> {}),
            Clock.fixed(TestDatabase.NOW, ZoneOffset.UTC),
            "tester");

    @Test
    void aBatchIsHandledOnceAndInTheOrderOfItsRecords() {
        inbox.receiveAll(expired(3, 1, 2, 5, 4), this::effects);

        assertThat(versions()).containsExactly(3L, 1L, 2L, 5L, 4L);
        assertThat(batches).containsExactly(5);
        assertThat(database.count("inbox")).isEqualTo(5);
    }

    @Test
    void ofABatchThatIsHalfKnownTheOtherHalfIsHandled() {
        List<ConsumerRecord<String, byte[]>> all = expired(1, 2, 3, 4, 5, 6);
        inbox.receiveAll(List.of(all.get(4), all.get(1)), this::effects);
        inbox.receiveAll(all, this::effects);
        inbox.receiveAll(all, this::effects);

        assertThat(versions()).containsExactly(5L, 2L, 1L, 3L, 4L, 6L);
        assertThat(batches).containsExactly(2, 4);
    }

    @Test
    void anEventThatIsTwiceInABatchIsHandledOnce() {
        List<ConsumerRecord<String, byte[]>> all = expired(1, 2, 3);
        inbox.receiveAll(
                List.of(all.get(1), again(all.get(2)), all.get(2), all.get(0), again(all.get(1))), this::effects);

        assertThat(versions()).containsExactly(2L, 3L, 1L);
        assertThat(database.count("quarantine")).isZero();
    }

    @Test
    void whatIsNoEventIsSetAsideWithinItsBatch() {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>(expired(1, 2));
        all.add(1, record("{broken".getBytes(StandardCharsets.UTF_8)));
        all.add(record(null));
        all.addAll(expired(3));
        inbox.receiveAll(all, this::effects);
        inbox.receiveAll(all, this::effects);

        assertThat(versions()).containsExactly(1L, 2L, 3L);
        assertThat(batches).containsExactly(3);
        assertThat(database.count("quarantine")).isEqualTo(2);
        assertThat(database.count("outbox WHERE topic = 'postern.observations'"))
                .isEqualTo(2);
        assertThat(inbox.quarantined()).isEqualTo(2);
    }

    @Test
    void aClockThatIsBehindHasNoFactRefused() {
        long weekAhead = TestDatabase.NOW.plus(7, ChronoUnit.DAYS).toEpochMilli();
        trail.receiveAll(expired(weekAhead, weekAhead + 1), this::effects);
        trail.receive(expired(weekAhead + 2).getFirst(), effects);

        assertThat(versions()).containsExactly(weekAhead, weekAhead + 1, weekAhead + 2);
        assertThat(database.count("quarantine")).isZero();
    }

    @Test
    void theTrailIsGivenAgainWhatItHasAndNoRowRemembersItASecondTime() {
        List<ConsumerRecord<String, byte[]>> all = expired(1, 2, 3);
        trail.receiveAll(List.of(all.get(1), again(all.get(1))), this::effects);
        trail.receiveAll(all, this::effects);

        assertThat(batches).containsExactly(1, 3);
        assertThat(database.count("inbox")).isZero();
    }

    @Test
    void whatCanNeverBeALeafIsSetAsideOnceHoweverOftenItComes() {
        database.run("ALTER TABLE effect ADD CHECK (version <> 13)");
        List<ConsumerRecord<String, byte[]>> all = expired(12, 13);
        trail.receiveAll(all, this::effects);
        trail.receiveAll(List.of(again(all.get(1)), all.get(1)), this::effects);

        assertThat(database.count("quarantine")).isEqualTo(1);
        assertThat(trail.quarantined()).isEqualTo(1);
    }

    @Test
    void anEventThatCanNeverBeHandledIsSetAsideAloneAndTheOthersKeepTheirOrder() {
        database.run("ALTER TABLE effect ADD CHECK (version <> 13)");
        List<ConsumerRecord<String, byte[]>> all = expired(11, 12, 13, 14, 15, 16, 17);
        inbox.receiveAll(all, this::effects);
        inbox.receiveAll(all, this::effects);

        assertThat(versions()).containsExactly(11L, 12L, 14L, 15L, 16L, 17L);
        assertThat(database.column("SELECT value FROM quarantine"))
                .containsExactly(all.get(2).value());
        assertThat(inbox.quarantined()).isEqualTo(1);
    }

    @Test
    void aFailureThatPassesHasTheWholeBatchHandledAgain() {
        AtomicInteger calls = new AtomicInteger();
        inbox.receiveAll(expired(1, 2, 3), events -> {
            effects(events);
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("not now");
            }
        });

        assertThat(calls).hasValue(3);
        assertThat(versions()).containsExactly(1L, 2L, 3L);
        assertThat(batches).containsExactly(3, 3, 3);
        assertThat(database.count("quarantine")).isZero();
    }

    @Test
    void aClosedInboxLeavesTheBatchForTheNextStart() {
        assertThatThrownBy(() -> inbox.receiveAll(expired(1, 2), events -> {
                    inbox.close();
                    throw new IllegalStateException("not now");
                }))
                .hasMessageContaining("postern.expiry/0/0");

        assertThat(database.count("inbox")).isZero();
    }

    @Test
    void howFarAPartitionIsTakenInIsKnownToTheDatabaseItWasTakenInto() {
        assertThat(inbox.positions()).isEmpty();
        List<ConsumerRecord<String, byte[]>> all = expired(1, 2, 3, 4);
        assertThat(inbox.receiveAll(all.subList(0, 3), this::effects)).isTrue();
        assertThat(inbox.positions()).containsExactly(Map.entry(EXPIRY, 3L));

        assertThatThrownBy(() -> inbox.receiveAll(all, events -> {
                    inbox.close();
                    throw new IllegalStateException("not now");
                }))
                .hasMessageContaining("postern.expiry/0/0");

        assertThat(database.column("SELECT next_offset FROM inbox_position")).containsExactly(3L);
    }

    @Test
    void aDatabaseThatWentBackIsNotLedPastWhatItLost() {
        List<ConsumerRecord<String, byte[]>> all = expired(1, 2, 3, 4, 5, 6);
        inbox.receiveAll(all.subList(0, 2), this::effects);
        inbox.receiveAll(all.subList(2, 4), this::effects);
        database.run(
                "DELETE FROM inbox; DELETE FROM effect WHERE version > 2; UPDATE inbox_position SET next_offset = 2");

        assertThat(inbox.receiveAll(all.subList(4, 5), this::effects)).isFalse();
        assertThat(inbox.positions()).containsExactly(Map.entry(EXPIRY, 2L));
        assertThat(inbox.receiveAll(all.subList(2, 5), this::effects)).isTrue();
        assertThat(inbox.receiveAll(all.subList(5, 6), this::effects)).isTrue();

        assertThat(versions()).containsExactly(1L, 2L, 5L, 3L, 4L, 6L);
        assertThat(inbox.positions()).containsExactly(Map.entry(EXPIRY, 6L));
    }

    @Test
    void anotherPartitionShowsThatTheDatabaseWentBack() {
        inbox.receiveAll(expired(1, 2), this::effects);
        database.run("DELETE FROM inbox_position");
        byte[] other = encoded(1, TestDatabase.refusal("x"));

        assertThat(inbox.receiveAll(
                        List.of(new ConsumerRecord<>(Topic.OBSERVATIONS.wireName(), 1, 7, "key", other)),
                        this::effects))
                .isFalse();
        assertThat(inbox.positions())
                .containsExactly(Map.entry(new TopicPartition(Topic.OBSERVATIONS.wireName(), 1), 8L));
    }

    @Test
    void offsetsWithGapsAndATopicThatBeganAnewAreFollowed() {
        List<ConsumerRecord<String, byte[]>> all = expired(1, 2, 3, 4, 5, 6);
        inbox.receiveAll(List.of(all.get(1)), this::effects);
        assertThat(inbox.receiveAll(List.of(all.get(3), all.get(5)), this::effects))
                .isTrue();
        assertThat(inbox.positions()).containsExactly(Map.entry(EXPIRY, 6L));

        assertThat(inbox.receiveAll(List.of(all.get(0)), this::effects)).isTrue();
        assertThat(inbox.positions()).containsExactly(Map.entry(EXPIRY, 1L));
    }

    @Test
    void anInboxThatComparesVersionsTakesNoBatches() {
        assertThatThrownBy(() -> database.inbox().receiveAll(expired(1), this::effects))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noRecordsAreNoTransaction() {
        inbox.receiveAll(List.<ConsumerRecord<String, byte[]>>of(), this::effects);

        assertThat(batches).isEmpty();
    }

    private void effects(List<ReceivedEvent> events) throws Exception {
        batches.add(events.size());
        for (ReceivedEvent event : events) {
            effects.handle(event.envelope(), event.raw());
        }
    }

    private List<ConsumerRecord<String, byte[]>> expired(long... versions) {
        return IntStream.range(0, versions.length)
                .mapToObj(i -> record(encoded(versions[i], new Expired(REQUEST, GRANT, NOW))))
                .toList();
    }

    private ConsumerRecord<String, byte[]> again(ConsumerRecord<String, byte[]> record) {
        return record(record.value());
    }

    private ConsumerRecord<String, byte[]> record(byte[] value) {
        return new ConsumerRecord<>(Topic.EXPIRY.wireName(), 0, offset.getAndIncrement(), "key", value);
    }

    private byte[] encoded(long version, PosternEvent event) {
        return codec.encode(new Envelope(EventId.next(), Source.EXPIRY_SERVICE, version, NOW, event));
    }

    private List<Object> versions() {
        return database.column("SELECT version FROM effect ORDER BY position");
    }
}
