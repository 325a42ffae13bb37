package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Expired;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Topic;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.testing.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that Kafka does not take wait alone: those behind them, for other topics, are sent. */
class RefusedTopicTest {
    private static final String REFUSED = Topic.EXPIRY.wireName();
    private static final String WAITING = "outbox WHERE published_at IS NULL";

    private final TestDatabase database = new TestDatabase();
    private final Outbox outbox = database.outbox(() -> {});
    private final Outbox ends = new Outbox(
            database.transactions.dataSource(),
            Source.EXPIRY_SERVICE,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            database.transactions,
            () -> {});
    private final String prefix = UUID.randomUUID().toString();
    private final TestTopic living = new TestTopic(key -> key.startsWith(prefix));
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", TestTopic.KAFKA.bootstrapServers()));
    /** Of few events at a time. */
    private final Relay relay = TestTopic.relay(
            database,
            new RelaySettings(
                    Duration.ofMillis(100),
                    16,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2),
                    Duration.ofDays(7),
                    500));

    @AfterEach
    void closeAll() {
        relay.close();
        living.close();
        admin.close();
    }

    @Test
    void twoEventsOfASubjectThatWaitLetThoseBehindThemPass() throws Exception {
        RequestId request = RequestId.next();
        relay.start();
        append(request);
        Eventually.holds("the producer knows the topic", () -> database.count(WAITING) == 0);

        whileRefused(() -> {
            append(request);
            append(request);
            database.append(outbox, prefix);
            database.append(outbox, prefix);

            List<ConsumerRecord<String, byte[]>> records = living.await(2);
            assertThat(records)
                    .extracting(record -> living.event(record).version())
                    .containsExactly(1L, 2L);
            assertThat(records).extracting(ConsumerRecord::partition).containsOnly(Refusals.partition(prefix, 2));
            Eventually.holds("they alone wait", () -> database.count(WAITING) == 2);
        });
    }

    @Test
    void moreThanABatchThatWaitsLetsThoseBehindItPass() throws Exception {
        whileRefused(() -> {
            for (int i = 0; i < 100; i++) {
                append(RequestId.next());
            }
            database.append(outbox, prefix);
            relay.start();

            living.await(1);
            Eventually.holds("they alone wait", () -> database.count(WAITING) == 100);
        });
    }

    private void append(RequestId request) {
        database.transactions.call(() -> ends.append(new Expired(request, GrantId.next(), TestDatabase.NOW)));
    }

    private void whileRefused(Runnable work) throws Exception {
        admin.deleteTopics(List.of(REFUSED)).all().get();
        Eventually.holds("deleted", () -> !exists());
        try {
            work.run();
        } finally {
            admin.createTopics(List.of(new NewTopic(REFUSED, 2, (short) 1)))
                    .all()
                    .get();
        }
        Eventually.holds("drained", () -> database.count(WAITING) == 0);
    }

    private boolean exists() {
        try {
            return admin.listTopics().names().get().contains(REFUSED);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
