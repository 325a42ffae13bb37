package io.postern.audit.adapter.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.monitor.ingestion.LogsIngestionClientBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.postern.audit.adapter.json.GoldenLeaves;
import io.postern.audit.adapter.json.JsonForms;
import io.postern.audit.app.siem.SiemUnavailable;
import io.postern.audit.domain.siem.Recorded;
import io.postern.audit.domain.siem.Told;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LogsIngestionSiemTest {
    private final List<Long> received = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Random random = new Random(11);
    private Mood mood = Mood.WELL;
    private HttpServer server;
    private LogsIngestionSiem siem;

    private enum Mood {
        WELL,
        BAD,
        FORBIDDING
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", this::answer);
        server.start();
        var retries = new RetryPolicy(new RetryOptions(new FixedDelayOptions(2, Duration.ofMillis(5))));
        var client = new LogsIngestionClientBuilder()
                .endpoint("http://127.0.0.1:" + server.getAddress().getPort())
                .credential(_ -> Mono.empty())
                .pipeline(new HttpPipelineBuilder().policies(retries).build())
                .buildClient();
        siem = new LogsIngestionSiem(client, "dcr-1", "Custom-Postern", JsonForms.asim());
    }

    @AfterEach
    void stop() {
        siem.close();
        server.stop(0);
    }

    @Test
    void rowsGoInOrderAndInBatchesThatTheApiTakes() throws Exception {
        siem.tell(leaves(1_500));

        assertThat(received).isEqualTo(LongStream.range(0, 1_500).boxed().toList());
        assertThat(sizes).hasSizeGreaterThan(1).allMatch(size -> size <= 1_000_000);
        assertThat(calls)
                .allSatisfy(call -> assertThat(call)
                        .startsWith("POST /dataCollectionRules/dcr-1/streams/Custom-Postern?api-version=")
                        .endsWith("application/json gzip"));
    }

    @Test
    void anEndpointThatThrottlesFailsAndLosesAnswersGetsEveryRowAtLeastOnceAndInOrder() throws Exception {
        mood = Mood.BAD;
        List<Told> leaves = leaves(400);
        int next = 0;
        int failures = 0;
        while (next < leaves.size()) {
            List<Told> batch = leaves.subList(next, Math.min(leaves.size(), next + 20));
            try {
                siem.tell(batch);
                next += batch.size();
            } catch (SiemUnavailable again) {
                failures++;
            }
            assertThat(failures).as("it comes to an end").isLessThan(200);
        }

        assertThat(received.stream().distinct().toList())
                .isEqualTo(LongStream.range(0, 400).boxed().toList());
        assertThat(failures).isPositive();
        assertThat(received).hasSizeGreaterThan(400);
    }

    @Test
    void whatIsForbiddenIsSaidAndNotTakenForDone() {
        mood = Mood.FORBIDDING;

        assertThatThrownBy(() -> siem.tell(leaves(1)))
                .isInstanceOf(SiemUnavailable.class)
                .hasMessageContaining("Custom-Postern");
        assertThat(siem.last()).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("Content-Encoding"));
        sizes.add(body.length);
        if (mood == Mood.FORBIDDING) {
            status(exchange, 403);
            return;
        }
        switch (mood == Mood.WELL ? 9 : random.nextInt(10)) {
            case 0, 1 -> {
                exchange.getResponseHeaders().add("retry-after-ms", "10");
                status(exchange, 429);
            }
            case 2, 3 -> status(exchange, 500);
            case 4 -> exchange.close();
            case 5, 6 -> {
                take(body);
                exchange.close();
            }
            default -> {
                take(body);
                status(exchange, 204);
            }
        }
    }

    private void take(byte[] body) throws IOException {
        for (JsonNode row : new ObjectMapper().readTree(body)) {
            received.add(row.path("PosternLeafIndex").asLong());
        }
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static List<Told> leaves(int count) {
        List<Told> golden = GoldenLeaves.told(false);
        List<Told> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Told told = golden.get(i % golden.size());
            Recorded leaf = told.leaf();
            leaves.add(new Told(
                    new Recorded(i, leaf.hash(), leaf.id(), leaf.type(), leaf.time(), leaf.event()),
                    told.ties(),
                    told.checkpoint()));
        }
        return leaves;
    }
}
