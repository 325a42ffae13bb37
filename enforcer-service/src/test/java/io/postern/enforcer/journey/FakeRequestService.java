package io.postern.enforcer.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The policy API of a request-service that answers what it was told to by a PUT: a line with the status, then the body. */
final class FakeRequestService {
    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    FakeRequestService() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("PUT")) {
            answers.put(path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            reply(exchange, 204, "");
        } else if (!isFromTheEnforcer(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, "{}");
        } else {
            String[] answer = answers.getOrDefault(path, "500\n{}").split("\n", 2);
            reply(exchange, Integer.parseInt(answer[0]), answer[1]);
        }
        exchange.close();
    }

    private static boolean isFromTheEnforcer(String authorization) {
        String[] parts = String.valueOf(authorization).split("\\.");
        return parts.length == 3
                && new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .contains("api://postern");
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
