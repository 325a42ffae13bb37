package io.postern.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.postern.contracts.event.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of topics, and the small scripts that run inside stock images. */
class DeployScriptsTest {
    private static final long THIRTY_DAYS_MS = 30L * 24 * 60 * 60 * 1000;

    @Test
    void theListNamesExactlyTheTopicsOfTheContracts() throws IOException {
        assertThat(Checkout.json("deploy/kafka/topics.json"))
                .extracting(topic -> topic.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::wireName).toList());
    }

    @Test
    void everyTopicKeepsItsRecordsThirtyDays() throws IOException {
        assertThat(Checkout.json("deploy/kafka/topics.json")).allSatisfy(topic -> {
            boolean compacted = topic.path("cleanupPolicy").asText().equals("compact");
            assertThat(topic.path(compacted ? "minCompactionLagMs" : "retentionMs")
                            .asLong())
                    .isEqualTo(THIRTY_DAYS_MS);
            String name = topic.path("name").asText();
            assertThat(compacted)
                    .isEqualTo(List.of(Topic.POLICIES.wireName(), Topic.INVENTORY.wireName())
                            .contains(name));
            assertThat(topic.path("partitions").asInt()).isEqualTo(name.equals(Topic.AUDIT.wireName()) ? 1 : 12);
        });
    }

    @Test
    void theScriptCreatesWhatTheListSays() throws Exception {
        List<String> expected = new ArrayList<>();
        for (JsonNode topic : Checkout.json("deploy/kafka/topics.json")) {
            boolean compacted = topic.has("minCompactionLagMs");
            expected.add("--bootstrap-server kafka:9092 --create --if-not-exists --topic "
                    + topic.path("name").asText() + " --partitions "
                    + topic.path("partitions").asInt() + " --config cleanup.policy="
                    + topic.path("cleanupPolicy").asText() + " --config "
                    + (compacted ? "min.compaction.lag.ms=" : "retention.ms=") + THIRTY_DAYS_MS);
        }
        ProcessBuilder script =
                new ProcessBuilder("sh", "deploy/kafka/create-topics.sh", "kafka:9092", "deploy/kafka/topics.json");
        script.environment().put("KAFKA_TOPICS", "echo");
        Process process = script.directory(Checkout.ROOT.toFile()).start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).lines())
                .containsExactlyElementsOf(expected);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aContainerIsHealthyOnlyWhileItAnswersWith200() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/up", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/down", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        assertThat(healthy(port, "/up")).isTrue();
        assertThat(healthy(port, "/down")).isFalse();
        server.stop(0);
        assertThat(healthy(port, "/up")).isFalse();
    }

    private static boolean healthy(int port, String path) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "deploy/compose/healthy", "" + port, path)
                        .directory(Checkout.ROOT.toFile())
                        .start()
                        .waitFor()
                == 0;
    }
}
