package io.postern.emulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Turns the JDK server's exchange into a {@link Call} and writes the {@link Reply} with the headers Azure always sends. */
final class ExchangeAdapter implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(ExchangeAdapter.class.getName());
    private static final int LARGEST_BODY = 8 * 1024 * 1024;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

    private final String scheme;
    private final Endpoint endpoint;
    private final Clock clock;

    ExchangeAdapter(String scheme, Endpoint endpoint, Clock clock) {
        this.scheme = scheme;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = answer(exchange);
            if (reply.status() != 0) {
                send(exchange, reply);
            }
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return error(413, "RequestContentTooLarge", "The request content size exceeds the maximum size of 8 MB.");
        }
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !HOST.matcher(host).matches()) {
            return error(400, "InvalidHostHeader", "The Host header is missing or malformed.");
        }
        Call call;
        try {
            call = new Call(
                    exchange.getRequestMethod(),
                    QueryText.segments(exchange.getRequestURI().getRawPath()),
                    exchange.getRequestURI().getRawQuery(),
                    headers(exchange),
                    body,
                    exchange.getRemoteAddress().getAddress(),
                    scheme + "://" + host,
                    clock.instant());
        } catch (IllegalArgumentException undecodable) {
            return error(
                    400, "InvalidRequestUri", "The request URI is not correctly percent-encoded, or hides a slash.");
        }
        try {
            return endpoint.answer(call);
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "unexpected failure on " + call.method() + " " + call.path(), bug);
            return error(500, "InternalServerError", "The server encountered an internal error.");
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }

    static Reply error(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        return Reply.of(status, body);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var out = exchange.getResponseHeaders();
        out.set("Cache-Control", "no-cache");
        out.set("x-ms-request-id", UUID.randomUUID().toString());
        String correlation = exchange.getRequestHeaders().getFirst("x-ms-correlation-request-id");
        out.set(
                "x-ms-correlation-request-id",
                correlation == null ? UUID.randomUUID().toString() : correlation);
        echoClientRequestId(exchange);
        reply.headers().forEach(out::set);
        byte[] body = reply.bytes();
        if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        if (reply.raw() == null) {
            out.set("Content-Type", "application/json; charset=utf-8");
        }
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    /** Azure sends back a client's own id when asked; ARM and Entra name the headers differently. */
    private static void echoClientRequestId(HttpExchange exchange) {
        var asked = exchange.getRequestHeaders();
        for (String name : List.of("x-ms-client-request-id", "client-request-id")) {
            String id = asked.getFirst(name);
            String echo = asked.getFirst(name.replace("client-request-id", "return-client-request-id"));
            if (id != null && "true".equalsIgnoreCase(echo)) {
                exchange.getResponseHeaders().set(name, id);
            }
        }
    }
}
