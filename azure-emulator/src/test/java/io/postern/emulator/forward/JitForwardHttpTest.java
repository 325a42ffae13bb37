package io.postern.emulator.forward;

import static io.postern.emulator.Azure.GROUP;
import static io.postern.emulator.Azure.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.postern.emulator.Azure;
import io.postern.emulator.Azure.Answer;
import io.postern.emulator.EmulatorSettings;
import io.postern.emulator.LocalCertificate;
import io.postern.emulator.http.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JitForwardHttpTest {
    private static final String POLICIES =
            GROUP + "/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies";
    private static final String ANSWER = "{ \"nextLink\" : \"https://x/y?$skipToken=z\", \"n\": 1.50 }";
    private static final BlockingQueue<Seen> SEEN = new LinkedBlockingQueue<>();

    private static HttpServer service;
    private static LocalCertificate certificate;
    private static Azure azure;

    /** What request-service was asked. */
    private record Seen(String line, String from, com.sun.net.httpserver.Headers headers, String body) {}

    @BeforeAll
    static void started(@TempDir Path directory) throws Exception {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.createContext("/", JitForwardHttpTest::serve);
        service.start();
        certificate = LocalCertificate.in(directory);
        azure = Azure.trusting(
                certificate,
                EmulatorSettings.forTests()
                        .withHttps(certificate.keyStore(), certificate.password())
                        .withForwardJit(uri(service.getAddress().getPort())));
    }

    @AfterAll
    static void stop() {
        azure.close();
        service.stop(0);
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            SEEN.add(new Seen(
                    line,
                    exchange.getRemoteAddress().getAddress().getHostAddress(),
                    exchange.getRequestHeaders(),
                    body));
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json");
            headers.set("ETag", "\"7\"");
            headers.set("x-ms-request-id", "from-request-service");
            headers.set("postern-request-ids", "r1,r2");
            headers.set("Retry-After", "9");
            headers.set("WWW-Authenticate", "Bearer realm=\"postern\", claims=\"e30=\"");
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            boolean deleted = exchange.getRequestMethod().equals("DELETE");
            exchange.sendResponseHeaders(deleted ? 204 : 412, deleted ? -1 : answer.length);
            if (!deleted) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    private static Seen seen() throws InterruptedException {
        Seen seen = SEEN.poll(5, TimeUnit.SECONDS);
        assertThat(seen).isNotNull();
        return seen;
    }

    @Test
    void aCallGoesOnWithWhatMattersAndTheClientsAddress() throws Exception {
        azure.send(
                "PUT",
                POLICIES + "/d%C3%A9fault?api-version=2020-01-01&x=%2B",
                "{\"a\": 1}",
                "Authorization",
                "Bearer abc",
                "If-Match",
                "\"6\"",
                "Content-Type",
                "application/json",
                "x-ms-client-request-id",
                "c1",
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Forwarded-Host",
                "evil",
                "Cookie",
                "a=b");

        Seen seen = seen();
        assertThat(seen.line()).isEqualTo("PUT " + POLICIES + "/d%C3%A9fault?api-version=2020-01-01&x=%2B");
        assertThat(seen.body()).isEqualTo("{\"a\": 1}");
        assertThat(seen.from()).isEqualTo("127.0.0.90");
        assertThat(seen.headers().getFirst("Authorization")).isEqualTo("Bearer abc");
        assertThat(seen.headers().getFirst("If-Match")).isEqualTo("\"6\"");
        assertThat(seen.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(seen.headers().getFirst("x-ms-client-request-id")).isEqualTo("c1");
        assertThat(seen.headers().getFirst("X-Forwarded-For")).isEqualTo("203.0.113.9, 127.0.0.1");
        assertThat(seen.headers().get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen.headers().get("X-Forwarded-Host"))
                .containsExactly(azure.emulator().httpUri().getAuthority());
        assertThat(seen.headers()).doesNotContainKey("Cookie");
    }

    @Test
    void theAnswerComesBackAsItIs() throws Exception {
        Answer answer = azure.send("GET", POLICIES + "?api-version=2020-01-01", "");

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.raw().body()).isEqualTo(ANSWER);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.raw().headers().allValues("x-ms-request-id")).containsExactly("from-request-service");
        assertThat(answer.header("postern-request-ids")).isEqualTo("r1,r2");
        assertThat(answer.header("Retry-After")).isEqualTo("9");
        assertThat(answer.header("WWW-Authenticate")).contains("claims=\"e30=\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        seen();
        assertThat(azure.send("DELETE", POLICIES + "/default", "").status()).isEqualTo(204);
        seen();
    }

    @Test
    void theHttpsPortForwardsTooAndSaysSo() throws Exception {
        URI https = azure.emulator().httpsUri().orElseThrow();

        assertThat(azure.send("POST", https + POLICIES + "/default/initiate?api-version=2020-01-01", "")
                        .status())
                .isEqualTo(412);

        Seen seen = seen();
        assertThat(seen.line()).startsWith("POST ").contains("/initiate?");
        assertThat(seen.headers().get("X-Forwarded-Proto")).containsExactly("https");
        assertThat(seen.headers().get("X-Forwarded-Host")).containsExactly(https.getAuthority());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SUBSCRIPTION + "/providers/Microsoft.Security/jitNetworkAccessPolicies",
                SUBSCRIPTION + "/providers/microsoft.security/locations/x/JITNETWORKACCESSPOLICIES",
                "/SUBSCRIPTIONS/any/resourcegroups/none/PROVIDERS/MICROSOFT.SECURITY/jitnetworkaccesspolicies",
            })
    void everyScopeInEveryCasingIsForwardedWhateverFaultsAreOrdered(String path) throws Exception {
        azure.send("PUT", "/_emulator/faults", "{\"on\":\"any\",\"status\":500,\"times\":100}");
        azure.send("DELETE", "/_emulator/counters", "");

        assertThat(azure.send("GET", path, "").status()).isEqualTo(412);

        assertThat(seen().line()).isEqualTo("GET " + path);
        assertThat(azure.send("GET", "/_emulator/counters", "")
                        .body()
                        .path("reads")
                        .asInt())
                .isZero();
        azure.send("DELETE", "/_emulator/faults", "");
    }

    @ParameterizedTest
    @CsvSource({
        "/providers/Microsoft.Security/locations/westeurope/alerts, InvalidResourceNamespace",
        "/providers/Microsoft.Network/jitNetworkAccessPolicies, InvalidResourceType",
        "/jitNetworkAccessPolicies, NotFound",
    })
    void nothingElseIsForwarded(String path, String code) {
        assertThat(azure.get(SUBSCRIPTION + path).code()).isEqualTo(code);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void withoutAnAddressToForwardToThereIsNoSuchProvider() {
        try (Azure alone = Azure.started()) {
            Answer answer = alone.get(POLICIES);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("InvalidResourceNamespace");
        }
    }

    @Test
    void aServiceThatIsNotThereIsABadGateway() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (Azure lonely = Azure.started(EmulatorSettings.forTests().withForwardJit(uri(free)))) {
            Answer answer = lonely.get(POLICIES);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.code()).isEqualTo("BadGateway");
            assertThat(answer.message()).contains("127.0.0.1:" + free);
        }
    }

    @Test
    void aServiceThatStaysSilentIsWaitedForOnlySoLong() throws Exception {
        try (ServerSocket silent = new ServerSocket(0);
                JitForward forward = new JitForward(uri(silent.getLocalPort()), Duration.ofMillis(200));
                Listener listener = Listener.http(
                        new InetSocketAddress("127.0.0.1", 0), forward, Clock.tickMillis(java.time.ZoneOffset.UTC));
                HttpClient client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(HttpRequest.newBuilder(uri(listener.port())).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).contains("GatewayTimeout");
        }
    }
}
