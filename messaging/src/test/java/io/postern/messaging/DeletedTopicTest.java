package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Topic;
import io.postern.messaging.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A broker that is there and whose topic is not: writers go on, nothing is lost, the order stays. */
class DeletedTopicTest {
    private static final String TOPIC = Topic.OBSERVATIONS.wireName();
    private static final int EVENTS = 20;

    private final TestDatabase database = new TestDatabase();
    private final String prefix = UUID.randomUUID().toString();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", TestTopic.KAFKA.bootstrapServers()));
    private final Relay relay = TestTopic.relay(
            database, RelaySettings.standard().withPatience(Duration.ofMillis(500), Duration.ofSeconds(2)));

    @AfterEach
    void closeAll() {
        relay.close();
        admin.close();
    }

    @Test
    void aTopicThatSomebodyDeletedGetsEveryEventOnceItIsThereAgain() throws Exception {
        admin.deleteTopics(List.of(TOPIC)).all().get();
        Eventually.holds("deleted", () -> !exists());
        try {
            appendAndSeeThemWait();
        } finally {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
        }
        Eventually.holds("drained", () -> database.count("outbox WHERE published_at IS NULL") == 0);
        try (TestTopic fresh = new TestTopic(key -> key.startsWith(prefix))) {
            assertThat(fresh.await(EVENTS).stream()
                            .map(record -> fresh.event(record).version())
                            .distinct())
                    .hasSize(EVENTS)
                    .isSorted();
        }
    }

    private void appendAndSeeThemWait() {
        relay.start();
        Outbox outbox = database.outbox(relay::wake);
        for (int i = 0; i < EVENTS; i++) {
            database.append(outbox, prefix);
        }
        Eventually.holds(
                "the metric shows the delay", () -> relay.oldestUnpublishedAge().compareTo(Duration.ofSeconds(1)) > 0);
        assertThat(database.count("outbox WHERE published_at IS NULL")).isEqualTo(EVENTS);
    }

    private boolean exists() {
        try {
            return admin.listTopics().names().get().contains(TOPIC);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
