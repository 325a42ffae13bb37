package io.postern.messaging.testing;

import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.api.TerminationStyle;
import io.kroxylicious.testing.kafka.common.KafkaClusterConfig;
import io.kroxylicious.testing.kafka.common.KafkaClusterFactory;
import io.postern.contracts.event.Topic;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A Kafka broker of the test's own, inside the JVM, with every topic of Postern. */
public class TestKafka implements QuarkusTestResourceLifecycleManager, AutoCloseable {
    private KafkaCluster cluster;

    @Override
    public Map<String, String> start() {
        cluster = KafkaClusterFactory.create(KafkaClusterConfig.builder()
                .brokersNum(1)
                .kraftMode(true)
                .brokerConfig("auto.create.topics.enable", "false")
                .brokerConfig("message.max.bytes", "1048576")
                .build());
        inEnglish(cluster::start);
        createTopics();
        return Map.of("kafka.bootstrap.servers", bootstrapServers());
    }

    public String bootstrapServers() {
        return cluster.getBootstrapServers();
    }

    /** Stops the broker; its log stays for {@link #resume}. */
    public void suspend() {
        cluster.stopNodes(node -> true, TerminationStyle.ABRUPT);
    }

    public void resume() {
        inEnglish(() -> cluster.startNodes(node -> true));
    }

    /** The broker, unlike us, does not start in Turkish: it looks for the constant "CLASSIC" with a dotted capital. */
    private static void inEnglish(Runnable start) {
        Locale ours = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        try {
            start.run();
        } finally {
            Locale.setDefault(ours);
        }
    }

    private void createTopics() {
        List<NewTopic> topics = Arrays.stream(Topic.values())
                .map(topic -> new NewTopic(topic.wireName(), topic == Topic.AUDIT ? 1 : 2, (short) 1))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (cluster != null) {
                cluster.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the broker could not be stopped", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
