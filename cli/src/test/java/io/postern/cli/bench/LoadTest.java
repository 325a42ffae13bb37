package io.postern.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            boolean good = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).equals("{}");
            // Zero says that the length is not known: the answer comes in chunks.
            exchange.sendResponseHeaders(good ? 202 : 400, good ? 4 : 0);
            exchange.getResponseBody().write("text".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aSteadyRateIsKeptAndEveryAnswerCounted() {
        Sample sample = load("{}").open(4, 200, Duration.ofMillis(500));

        assertThat(sample.nanos()).hasSize(100);
        assertThat(asked).hasValue(100);
        assertThat(sample.errors()).isZero();
    }

    @Test
    void whatIsAnsweredOtherwiseIsAnErrorWithItsStatus() {
        Sample sample = load("no").open(1, 100, Duration.ofMillis(50));

        assertThat(sample.nanos()).isEmpty();
        assertThat(sample.errors()).isEqualTo(5);
        assertThat(sample.anError()).isEqualTo(400);
    }

    @Test
    void aClosedLoopAsksUntilItsTimeIsUp() {
        Sample sample = load("{}").closed(2, Duration.ofMillis(100));

        assertThat(sample.nanos()).hasSize(asked.get()).isNotEmpty();
    }

    private Load load(String body) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Load(address, number -> Wire.request("POST", "/", "", body), 202);
    }
}
