package io.postern.cli.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where the browser brings back the issuer's answer: a port of this machine, for one sign-in (RFC 8252). */
final class Loopback implements AutoCloseable {
    private final HttpServer server;
    private final String state;
    private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();

    /** What does not carry {@code state} is not the answer, and somebody else's doing. */
    Loopback(String state) {
        this.state = state;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new CommandFailure("No port of this machine is free to come back to: try --device.", e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    /** The address that the issuer sends the browser to. Entra takes any port of localhost, and of no other name. */
    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The parameters that the browser brought. */
    Map<String, String> await(Duration patience) {
        try {
            return answer.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailure(
                    "Nobody signed in within " + patience.toMinutes() + " minutes: try again, or with --device.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it that way", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.", e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> given = parameters(exchange.getRequestURI().getRawQuery());
        boolean asked = exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getPath().equals("/")
                && state.equals(given.get("state"));
        boolean first = asked && answer.complete(given);
        String text = !first
                ? "This is no answer that Postern waits for."
                : given.containsKey("code")
                        ? "You have signed in to Postern. You can close this window."
                        : "You have not signed in. The terminal says why.";
        byte[] page = ("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Postern</title><p>" + text)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'none'");
        exchange.getResponseHeaders().add("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(first ? 200 : 400, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    @Override
    public void close() {
        server.stop(1);
    }
}
