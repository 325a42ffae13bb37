package io.postern.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of {@code deploy/kafka/topics.json}, on the local broker. */
final class Topics {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    private static final int PATIENCE_S = 30;

    private final String bootstrap;

    Topics(String bootstrap) {
        this.bootstrap = bootstrap;
        KAFKA_LOG.setLevel(Level.OFF);
    }

    /** Creates those that are not there yet. */
    void create(Path list) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Set<String> present = admin.listTopics().names().get(PATIENCE_S, TimeUnit.SECONDS);
            List<NewTopic> missing = wanted(list).stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new CommandFailure("Kafka's topics could not be created: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while creating Kafka's topics.", e);
        }
    }

    static List<NewTopic> wanted(Path list) {
        try {
            List<NewTopic> topics = new ArrayList<>();
            for (JsonNode node : new ObjectMapper().readTree(list.toFile())) {
                Map<String, String> settings = new HashMap<>();
                copy(node, "cleanupPolicy", "cleanup.policy", settings);
                copy(node, "retentionMs", "retention.ms", settings);
                copy(node, "minCompactionLagMs", "min.compaction.lag.ms", settings);
                topics.add(new NewTopic(
                                node.path("name").asText(),
                                node.path("partitions").asInt(),
                                (short) 1)
                        .configs(settings));
            }
            return topics;
        } catch (IOException e) {
            throw new CommandFailure("The list of topics " + list + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void copy(JsonNode node, String field, String setting, Map<String, String> settings) {
        if (node.has(field)) {
            settings.put(setting, node.path(field).asText());
        }
    }
}
