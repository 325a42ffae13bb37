package io.postern.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers the first request of each connection, and breaks the connection at the second, or answers so. */
class SentOnceTest {
    private static final String RULE = "/subscriptions/1/rule";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile String second = "";
    private ServerSocket server;
    private ArmClient client;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        client = new ArmClient(
                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                ArmPipeline.of(SentOnce.within(Duration.ofSeconds(5))));
        assertThat(client.get(RULE, "2025-03-01", Map.of()).status()).isEqualTo(200);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aWriteIsNotSentAgainWhenItsConnectionBreaks() {
        assertThatThrownBy(() -> client.put(RULE, "2025-03-01", JsonNodeFactory.instance.objectNode(), Map.of()))
                .isInstanceOf(ArmFailure.class);
        assertThatThrownBy(() -> {
                    client.get(RULE, "2025-03-01", Map.of());
                    client.delete(RULE, "2025-03-01");
                })
                .isInstanceOf(ArmFailure.class);

        assertThat(received).containsExactly("GET", "PUT", "GET", "DELETE");
    }

    @Test
    void aQuestionIs() {
        assertThat(client.get(RULE, "2025-03-01", Map.of()).status()).isEqualTo(200);

        assertThat(received).containsExactly("GET", "GET", "GET");
    }

    @Test
    void noAnswerMakesTheClientSendAWriteAgain() {
        for (String said :
                List.of("503 Service Unavailable\r\nRetry-After: 0", "408 Request Timeout", "421 Misdirected")) {
            received.clear();
            second = "HTTP/1.1 " + said + "\r\nContent-Length: 2\r\n\r\n{}";

            ArmResponse answer = client.put(RULE, "2025-03-01", JsonNodeFactory.instance.objectNode(), Map.of());
            assertThat(said).startsWith("" + answer.status());
            assertThat(received).as(said).containsExactly("PUT");
            second = "";
            assertThat(client.get(RULE, "2025-03-01", Map.of()).status()).isEqualTo(200);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
                receive(in);
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                                .getBytes(StandardCharsets.US_ASCII));
                receive(in);
                connection.getOutputStream().write(second.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                received.add("gone: " + gone.getMessage());
            }
        }
    }

    /** Up to the end of its head: no body matters here. */
    private void receive(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line != null) {
            received.add(line.substring(0, line.indexOf(' ')));
        }
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
    }
}
