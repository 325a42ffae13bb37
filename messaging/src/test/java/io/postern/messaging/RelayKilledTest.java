package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Topic;
import io.postern.contracts.id.EventId;
import io.postern.messaging.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayKilledTest {
    private static final Duration STORM = Duration.ofSeconds(5);

    private final TestDatabase database = new TestDatabase();
    private final String prefix = UUID.randomUUID().toString();
    private final TestTopic topic = new TestTopic(key -> key.startsWith(prefix));
    private final List<Process> relays = new ArrayList<>();

    @AfterEach
    void endAll() {
        relays.forEach(Process::destroyForcibly);
        topic.close();
    }

    @Test
    void aCrashBetweenSendingAndMarkingRepeatsTheEventAndItsEffectHappensOnce() throws Exception {
        EventId first = database.append(database.outbox(() -> {}), prefix);
        EventId second = database.append(database.outbox(() -> {}), prefix);
        Process crashing = startRelay(true);
        assertThat(RelayProcess.exitCode(crashing)).isEqualTo(RelayProcess.HALTED);
        assertThat(database.count("outbox WHERE published_at IS NULL")).isEqualTo(2);

        startRelay(false);
        assertThat(topic.await(4))
                .extracting(record -> topic.event(record).id())
                .containsExactly(first, second, first, second);
        takeIn(topic.read());
        assertThat(database.column("SELECT event_id FROM effect ORDER BY position"))
                .containsExactly(first.value(), second.value());
    }

    @Test
    void relaysKilledAtRandomLoseNothingReorderNothingAndEveryEffectHappensOnce() throws Exception {
        Writers writers = new Writers(database, prefix);
        writers.start();
        int kills = killRelaysAtRandom(STORM);
        Set<EventId> committed = writers.stop();
        assertThat(kills).isGreaterThan(3);
        assertThat(committed).hasSizeGreaterThan(200);

        Eventually.holds("drained", () -> database.count("outbox WHERE published_at IS NULL") == 0);
        Set<EventId> delivered = new HashSet<>();
        Eventually.holds("everything is on the topic", () -> {
            topic.read().forEach(record -> delivered.add(topic.event(record).id()));
            return delivered.containsAll(committed);
        });
        assertThat(delivered).isEqualTo(committed);
        firstDeliveries(topic.read()).values().forEach(RelayKilledTest::assertCountsFromOne);

        takeIn(topic.read());
        assertThat(database.column("SELECT event_id FROM effect"))
                .hasSameSizeAs(committed)
                .containsExactlyInAnyOrderElementsOf(
                        committed.stream().<Object>map(EventId::value).toList());
        assertThat(database.count("(SELECT version - lag(version, 1, 0) OVER (PARTITION BY subject ORDER BY position)"
                        + " AS step FROM effect) steps WHERE step <> 1"))
                .isZero();
    }

    private int killRelaysAtRandom(Duration time) throws Exception {
        Random random = new Random(1);
        long end = System.nanoTime() + time.toNanos();
        for (int i = 0; i < 3; i++) {
            startRelay(false);
        }
        int kills = 0;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(300 + random.nextInt(500)).toNanos());
            Process victim = relays.remove(random.nextInt(relays.size()));
            victim.destroyForcibly().waitFor();
            kills++;
            startRelay(false);
        }
        return kills;
    }

    private Process startRelay(boolean haltBeforeMark) throws Exception {
        Process relay = RelayProcess.start(database, haltBeforeMark);
        relays.add(relay);
        return relay;
    }

    /** Every record is delivered twice, as after a rebalance. */
    private void takeIn(List<ConsumerRecord<String, byte[]>> records) {
        Inbox inbox = database.inbox();
        for (int delivery = 0; delivery < 2; delivery++) {
            for (ConsumerRecord<String, byte[]> record : records) {
                inbox.receive(record, new Effects(database));
            }
        }
        assertThat(database.count("quarantine")).isZero();
        assertThat(records).allMatch(record -> record.topic().equals(Topic.OBSERVATIONS.wireName()));
    }

    private Map<String, List<Long>> firstDeliveries(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, List<Long>> versions = new TreeMap<>();
        Set<EventId> seen = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (seen.add(topic.event(record).id())) {
                versions.computeIfAbsent(record.key(), key -> new ArrayList<>())
                        .add(topic.event(record).version());
            }
        }
        return versions;
    }

    private static void assertCountsFromOne(List<Long> versions) {
        for (int i = 0; i < versions.size(); i++) {
            assertThat(versions.get(i)).isEqualTo(i + 1);
        }
    }
}
