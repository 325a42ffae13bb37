package io.postern.portal.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands for all services behind the portal: answers what the test said, and remembers what it was asked. */
public final class StubServices {
    /** One call that the portal made. */
    public record Call(String method, String path, String query, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }
    }

    private static final Pattern AFTER = Pattern.compile("\\bafter=([0-9]+)");

    private record Said(int status, Map<String, String> headers, String body) {}

    private final Map<String, Said> answers = new LinkedHashMap<>();
    private final Map<String, LongFunction<String>> pages = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private boolean away;
    private String last = "";

    /** What a method and path, without query, answer from now on. */
    public StubServices on(String method, String path, int status, String json) {
        return on(method, path, status, Map.of(), json);
    }

    public synchronized StubServices on(
            String method, String path, int status, Map<String, String> headers, String json) {
        answers.put(method + " " + path, new Said(status, headers, json));
        return this;
    }

    /** What a path that is read a page at a time answers behind each index; -1 stands for the beginning. */
    public synchronized StubServices pages(String path, LongFunction<String> page) {
        pages.put(path, page);
        return this;
    }

    /** A problem document. */
    public StubServices refuse(String method, String path, int status, String detail) {
        return on(
                method,
                path,
                status,
                "{\"type\":\"about:blank\",\"title\":\"No\",\"status\":" + status + ",\"detail\":\"" + detail + "\"}");
    }

    /** The wish for a stronger sign-in that meets these claims. */
    public StubServices demand(String method, String path, String claims) {
        String encoded = Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return on(
                method,
                path,
                401,
                Map.of(
                        "WWW-Authenticate",
                        "Bearer realm=\"postern\", error=\"insufficient_claims\", claims=\"" + encoded + "\""),
                "{}");
    }

    /** Whatever they are asked from now on, none of them can answer. */
    public synchronized void away() {
        away = true;
    }

    /** The same from this call on, which is not answered either. */
    public synchronized void awayFrom(String method, String path) {
        last = method + " " + path;
    }

    /** Forgets all answers and calls; they are there. */
    public synchronized void reset() {
        answers.clear();
        pages.clear();
        calls.clear();
        away = false;
        last = "";
    }

    /** The calls so far, oldest first. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls of one method and path. */
    public List<Call> calls(String method, String path) {
        return calls().stream()
                .filter(call -> call.method().equals(method) && call.path().equals(path))
                .toList();
    }

    void handle(HttpExchange call) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        call.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        String path = call.getRequestURI().getRawPath();
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Said said;
        synchronized (this) {
            String query = call.getRequestURI().getRawQuery();
            calls.add(new Call(call.getRequestMethod(), path, query == null ? "" : query, headers, body));
            away |= last.equals(call.getRequestMethod() + " " + path);
            LongFunction<String> page = pages.get(path);
            said = away
                    ? new Said(503, Map.of(), "{\"status\":503}")
                    : page != null
                            ? new Said(200, Map.of(), page.apply(after(query)))
                            : answers.getOrDefault(
                                    call.getRequestMethod() + " " + path,
                                    new Said(
                                            404,
                                            Map.of(),
                                            "{\"status\":404,\"detail\":\"The test said nothing about " + path
                                                    + ".\"}"));
        }
        said.headers().forEach((name, value) -> call.getResponseHeaders().add(name, value));
        Http.json(call, said.status(), said.body());
    }

    private static long after(@Nullable String query) {
        Matcher after = AFTER.matcher(query == null ? "" : query);
        return after.find() ? Long.parseLong(after.group(1)) : -1;
    }
}
