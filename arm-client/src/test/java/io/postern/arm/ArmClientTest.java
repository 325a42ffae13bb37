package io.postern.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.arm.StubServer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ArmClientTest {
    private static final String GROUP = "/subscriptions/s/resourceGroups/kontoß (west)";

    private StubServer azure;

    @AfterEach
    void stop() {
        if (azure != null) {
            azure.close();
        }
    }

    private ArmClient client(Function<StubServer.Request, Reply> answer) throws Exception {
        azure = StubServer.start(answer);
        return new ArmClient(azure.uri(), ArmPipeline.of(SentOnce.within(Duration.ofSeconds(2))));
    }

    @Test
    void aReadCarriesVersionQueryUserAgentAndRequestId() throws Exception {
        ArmResponse response = client(_ -> Reply.ok("{\"name\":\"web-1\"}"))
                .get(GROUP, "2024-01-01", Map.of("$filter", "assignedTo('a b')"));

        assertThat(response.ok()).isTrue();
        assertThat(response.body().path("name").asText()).isEqualTo("web-1");
        StubServer.Request asked = azure.requests().getFirst();
        assertThat(asked.uri())
                .isEqualTo("/subscriptions/s/resourceGroups/konto%C3%9F%20(west)?api-version=2024-01-01"
                        + "&$filter=assignedTo%28%27a%20b%27%29");
        assertThat(asked.header("User-agent")).startsWith("postern");
        assertThat(asked.header("X-ms-client-request-id")).isNotEmpty();
    }

    @Test
    void aWriteCarriesItsBodyAndHeaders() throws Exception {
        JsonNode body = new ObjectMapper().createObjectNode().put("location", "westeurope");

        client(_ -> new Reply(201, "{}", Map.of())).put(GROUP, "2024-01-01", body, Map.of("If-Match", "\"7\""));

        StubServer.Request asked = azure.requests().getFirst();
        assertThat(asked.method()).isEqualTo("PUT");
        assertThat(asked.header("If-match")).isEqualTo("\"7\"");
        assertThat(asked.header("Content-type")).startsWith("application/json");
        assertThat(asked.body()).isEqualTo("{\"location\":\"westeurope\"}");
    }

    @Test
    void aDeleteWithoutAnswerBodyIsFine() throws Exception {
        ArmResponse response = client(_ -> new Reply(204, "", Map.of())).delete(GROUP, "2024-01-01");

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body().isMissingNode()).isTrue();
    }

    @Test
    void anErrorIsAnAnswerAndIsNotRetried() throws Exception {
        ArmClient client = client(_ -> new Reply(
                429,
                "{\"error\":{\"code\":\"RetryableErrorDueToAnotherOperation\",\"message\":\"later\"}}",
                Map.of("Retry-After", "7", "x-ms-correlation-request-id", "c-1")));

        ArmResponse response = client.get(GROUP, "2024-01-01", Map.of());

        assertThat(response.ok()).isFalse();
        assertThat(response.errorCode()).contains("RetryableErrorDueToAnotherOperation");
        assertThat(response.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(response.correlationId()).contains("c-1");
        assertThat(azure.requests()).hasSize(1);
    }

    @Test
    void theClockOfAzureIsReadFromItsDate() throws Exception {
        ArmResponse response = client(_ -> Reply.ok("{}")).get(GROUP, "2024-01-01", Map.of());

        assertThat(response.serverTime()).isPresent();
        assertThat(Duration.between(response.serverTime().get(), Instant.now()))
                .isBetween(Duration.ofSeconds(-2), Duration.ofSeconds(20));
    }

    @Test
    void aPageThatIsNotJsonIsAMissingBody() throws Exception {
        ArmResponse response =
                client(_ -> new Reply(502, "<html>bad gateway", Map.of())).get(GROUP, "2024-01-01", Map.of());

        assertThat(response.body().isMissingNode()).isTrue();
        assertThat(response.errorCode()).isEmpty();
    }

    @Test
    void aListIsFollowedToItsLastPage() throws Exception {
        ArmClient client = client(asked -> Reply.ok(
                asked.uri().contains("skip")
                        ? "{\"value\":[{\"name\":\"b\"}]}"
                        : "{\"value\":[{\"name\":\"a\"}],\"nextLink\":\"http://" + asked.header("Host")
                                + "/page?api-version=1&skip=1\"}"));

        ArmList list = client.list(GROUP, "2024-01-01", Map.of());

        assertThat(list.items()).extracting(item -> item.path("name").asText()).containsExactly("a", "b");
        assertThat(list.serverTime()).isNotNull();
    }

    @Test
    void aListThatBreaksOffIsAFailureNotAShorterList() throws Exception {
        ArmClient client = client(asked -> asked.uri().contains("skip")
                ? new Reply(403, "{\"error\":{\"code\":\"AuthorizationFailed\"}}", Map.of())
                : Reply.ok("{\"value\":[],\"nextLink\":\"http://" + asked.header("Host") + "/page?skip=1\"}"));

        assertThatThrownBy(() -> client.list(GROUP, "2024-01-01", Map.of()))
                .isInstanceOfSatisfying(ArmFailure.class, failure -> {
                    assertThat(failure.status()).isEqualTo(403);
                    assertThat(failure.code()).isEqualTo("AuthorizationFailed");
                });
    }

    @Test
    void aLinkToAForeignHostIsNotFollowed() throws Exception {
        ArmClient client = client(_ -> Reply.ok("{\"value\":[],\"nextLink\":\"http://evil.example/page\"}"));

        assertThatThrownBy(() -> client.list(GROUP, "2024-01-01", Map.of()))
                .isInstanceOfSatisfying(
                        ArmFailure.class, failure -> assertThat(failure.code()).isEqualTo("ForeignLink"));
    }

    @Test
    void nobodyThereIsAFailureWithStatusZero() throws Exception {
        ArmClient client = client(_ -> Reply.ok("{}"));
        azure.close();

        assertThatThrownBy(() -> client.get(GROUP, "2024-01-01", Map.of()))
                .isInstanceOfSatisfying(
                        ArmFailure.class,
                        failure -> assertThat(failure.status()).isZero());
    }

    @Test
    void silenceIsAFailureWithStatusZero() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        azure = StubServer.start(_ -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Reply.ok("{}");
        });
        ArmClient client = new ArmClient(azure.uri(), ArmPipeline.of(SentOnce.within(Duration.ofMillis(300))));

        assertThatThrownBy(() -> client.get(GROUP, "2024-01-01", Map.of()))
                .isInstanceOfSatisfying(
                        ArmFailure.class,
                        failure -> assertThat(failure.status()).isZero());
        done.countDown();
    }

    @Test
    void silenceInTheMiddleOfAnAnswerIsAFailureToo() throws Exception {
        try (ServerSocket half = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    half.accept()
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            URI endpoint = URI.create("http://localhost:" + half.getLocalPort());
            ArmClient client = new ArmClient(endpoint, ArmPipeline.of(SentOnce.within(Duration.ofMillis(300))));

            assertThatThrownBy(() -> client.get(GROUP, "2024-01-01", Map.of()))
                    .isInstanceOfSatisfying(
                            ArmFailure.class,
                            failure -> assertThat(failure.status()).isZero());
        }
    }
}
