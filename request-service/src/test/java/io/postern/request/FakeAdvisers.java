package io.postern.request;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for the forecasts of approval-service and the plans of the enforcer, in good days and bad ones. */
final class FakeAdvisers {
    /** A question as it arrived. */
    record Question(String path, String authorization, String body) {}

    /** How a question is answered. */
    enum Mood {
        HELPFUL,
        SILENT,
        BROKEN,
        FULL,
        NO_JSON,
        NO_OBJECT,
        ENDLESS,
        ELSEWHERE
    }

    static final List<Question> QUESTIONS = new CopyOnWriteArrayList<>();
    static volatile Mood mood = Mood.HELPFUL;

    private static final String FORECAST = """
            {"decision":"needs-approval","detail":"Waits for one approver.","rule":"demo","policyVersion":"3",
             "approvals":1,"groups":["approvers"]}""";
    private static final String PLAN = """
            {"targets":[{"vm":"web-1","possible":true,"reason":null,"boundaries":[
             {"nsg":"nsg-1","rules":[{"action":"add","name":"postern-demo-x","priority":100}]}]}]}""";

    private FakeAdvisers() {}

    static void listen(HttpServer server) {
        server.createContext("/api/v1/forecasts", exchange -> answer(exchange, FORECAST));
        server.createContext("/api/v1/plans", exchange -> answer(exchange, PLAN));
    }

    private static void answer(HttpExchange exchange, String helpful) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        QUESTIONS.add(new Question(
                exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Authorization"), body));
        switch (mood) {
            case HELPFUL -> send(exchange, 200, helpful);
            case SILENT -> {
                // Nobody hears from this one again.
            }
            case BROKEN -> send(exchange, 500, "<html>oops</html>");
            case FULL -> send(exchange, 503, "{\"status\":503,\"detail\":\"Azure does not say just now.\"}");
            case NO_JSON -> send(exchange, 200, "oops");
            case NO_OBJECT -> send(exchange, 200, "[1]");
            case ENDLESS -> send(exchange, 200, "{\"detail\":\"" + "x".repeat(100_000) + "\"}");
            case ELSEWHERE -> {
                exchange.getResponseHeaders().add("Location", "/api/v1/forecasts");
                send(exchange, 307, "");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        } catch (IOException hungUp) {
            if (mood != Mood.ENDLESS) {
                throw hungUp;
            }
        }
    }
}
