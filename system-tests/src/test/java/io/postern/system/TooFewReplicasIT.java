package io.postern.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postern.cli.stack.ProcessName;
import io.postern.contracts.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka answers and takes nothing: of the replicas that a write needs, too few are there. In the long form only. */
@Order(26)
@ExtendWith(RunningStack.class)
class TooFewReplicasIT {
    private static final int PORT = 18_189;
    private static final int FIRST = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MINIMUM = "min.insync.replicas";

    @Test
    void portsAreShutOnTimeAndEventsWaitUntilThereAreEnough(Stack stack) throws Exception {
        assumeTrue(Boolean.getBoolean("postern.long"), "starts one more broker: in the long form only");
        Databases databases = new Databases(stack);
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", stack.processes.addresses().of(ProcessName.KAFKA));
        Process second = SecondBroker.start(stack, PORT);
        try (Admin admin = Admin.create(kafka)) {
            Await.until(
                    "the second broker",
                    PATIENCE,
                    () -> admin.describeCluster().nodes().get().size() == 2);
            place(admin, List.of(FIRST, SecondBroker.ID));
            Await.until(
                    "two replicas in step",
                    PATIENCE,
                    () -> all(admin, partition -> partition.isr().size() == 2));
            Instant end = Instant.now().plusSeconds(12).truncatedTo(ChronoUnit.SECONDS);
            Crowd crowd = Crowd.asks(stack, "web-1", 3, end);
            List<String> rules = crowd.open();

            configure(admin, new AlterConfigOp(new ConfigEntry(MINIMUM, "2"), AlterConfigOp.OpType.SET));
            second.destroyForcibly().waitFor();
            Await.until(
                    "one replica left",
                    PATIENCE,
                    () -> all(admin, partition -> partition.isr().size() == 1));
            takesNothing(kafka);

            crowd.wereShutOnTime("Kafka without enough replicas", rules, Duration.ofSeconds(2), Duration.ofSeconds(5));
            Await.until("events that wait", PATIENCE, () -> waiting(databases) > 0);
            configure(admin, new AlterConfigOp(new ConfigEntry(MINIMUM, ""), AlterConfigOp.OpType.DELETE));
            crowd.closed();
            Await.until("nothing waits any more", PATIENCE, () -> waiting(databases) == 0);
        } finally {
            second.destroyForcibly().waitFor();
            try (Admin admin = Admin.create(kafka)) {
                configure(admin, new AlterConfigOp(new ConfigEntry(MINIMUM, ""), AlterConfigOp.OpType.DELETE));
                place(admin, List.of(FIRST));
                Await.until(
                        "one replica each",
                        PATIENCE,
                        () -> all(admin, partition -> partition.replicas().size() == 1));
            }
        }
    }

    private static long waiting(Databases databases) {
        return Long.parseLong(databases
                .ask("postern_enforcer", "SELECT count(*) FROM outbox WHERE published_at IS NULL")
                .getFirst());
    }

    private static void takesNothing(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putAll(Map.of("acks", "all", "retries", 0, "enable.idempotence", false));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(Topic.OBSERVATIONS.wireName(), new byte[0]))
                            .get())
                    .hasCauseInstanceOf(NotEnoughReplicasException.class);
        }
    }

    private static List<String> topics() {
        return Arrays.stream(Topic.values()).map(Topic::wireName).toList();
    }

    private static void place(Admin admin, List<Integer> brokers) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
        partitions(admin)
                .forEach((topic, partitions) -> partitions.forEach(partition -> moves.put(
                        new TopicPartition(topic, partition.partition()),
                        Optional.of(new NewPartitionReassignment(brokers)))));
        admin.alterPartitionReassignments(moves).all().get();
    }

    private static Map<String, List<TopicPartitionInfo>> partitions(Admin admin)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics()).allTopicNames().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, topic -> topic.getValue().partitions()));
    }

    private static boolean all(Admin admin, Predicate<TopicPartitionInfo> condition)
            throws ExecutionException, InterruptedException {
        return partitions(admin).values().stream().flatMap(List::stream).allMatch(condition);
    }

    private static void configure(Admin admin, AlterConfigOp change) throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        topics().forEach(topic -> changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(change)));
        admin.incrementalAlterConfigs(changes).all().get();
    }
}
