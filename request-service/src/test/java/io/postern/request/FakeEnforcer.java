package io.postern.request;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for the enforcer's close API and for the token endpoint that its callers need. */
public class FakeEnforcer implements QuarkusTestResourceLifecycleManager {
    /** A close order as it arrived. */
    record Order(String requestId, String authorization, String body, long nanoTime) {}

    static final List<Order> ORDERS = new CopyOnWriteArrayList<>();

    /** What is answered to each request's orders in turn; nothing left means closed. */
    static final Map<String, List<String>> ANSWERS = new ConcurrentHashMap<>();

    static final AtomicInteger TOKENS = new AtomicInteger();

    private HttpServer server;
    private Path secret;

    @Override
    public Map<String, String> start() {
        try {
            secret = Files.createTempFile("postern-request", ".secret");
            Files.writeString(secret, "the secret\n");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/token", this::token);
        server.createContext("/api/v1/grants/", this::close);
        FakeAdvisers.listen(server);
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "postern.request.enforcer-url",
                base,
                "postern.request.approval-url",
                base,
                "postern.request.trusted-proxies",
                "127.0.0.90",
                "postern.request.token-url",
                base + "/token",
                "postern.request.client-secret-file",
                secret.toString(),
                "postern.request.source-map",
                "127.0.0.1=203.0.113.7",
                "postern.request.min-duration",
                "PT5S",
                "postern.request.default-max-duration",
                "PT8H");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
        try {
            Files.deleteIfExists(secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Order> ordersFor(String requestId) {
        return ORDERS.stream()
                .filter(order -> order.requestId().equals(requestId))
                .toList();
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean good = form.contains("grant_type=client_credentials")
                && form.contains("client_id=postern-request")
                && form.contains("client_secret=the+secret")
                && form.contains("scope=api%3A%2F%2Fpostern%2F.default");
        String token = "token-" + TOKENS.incrementAndGet();
        answer(exchange, good ? 200 : 400, "{\"access_token\":\"" + token + "\",\"expires_in\":3600}");
    }

    private void close(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestURI().getPath().split("/")[4];
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        ORDERS.add(new Order(request, exchange.getRequestHeaders().getFirst("Authorization"), body, System.nanoTime()));
        List<String> answers = ANSWERS.getOrDefault(request, List.of());
        int turn = ordersFor(request).size() - 1;
        String state = turn < answers.size() ? answers.get(turn) : "closed";
        int status = state.matches("[0-9]+") ? Integer.parseInt(state) : 200;
        answer(exchange, status, "{\"state\":\"" + state + "\"}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
