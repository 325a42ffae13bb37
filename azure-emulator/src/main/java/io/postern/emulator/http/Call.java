package io.postern.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request, read whole: decoded path segments, query by lower-case name, headers by lower-case name, and the address the
 * client called ({@code base}), from which absolute URLs in answers are built.
 */
public final class Call {
    private final String method;
    private final List<String> segments;
    private final @Nullable String rawQuery;
    private final Map<String, String> query;
    private final Map<String, String> headers;
    private final byte[] body;
    private final InetAddress peer;
    private final String base;
    private final Instant at;

    Call(
            String method,
            List<String> segments,
            @Nullable String rawQuery,
            Map<String, String> headers,
            byte[] body,
            InetAddress peer,
            String base,
            Instant at) {
        this.method = method;
        this.segments = List.copyOf(segments);
        this.rawQuery = rawQuery;
        this.query = Collections.unmodifiableMap(QueryText.parse(rawQuery));
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
        this.peer = peer;
        this.base = base;
        this.at = at;
    }

    /** The same request, later: a delayed request is judged by the time when its turn comes. */
    public Call at(Instant later) {
        return new Call(method, segments, rawQuery, headers, body, peer, base, later);
    }

    public String method() {
        return method;
    }

    public List<String> segments() {
        return segments;
    }

    /** The path without the query, as the client cased it. */
    public String path() {
        return "/" + String.join("/", segments);
    }

    /** Whether the path's segment at {@code index} is {@code word}, in any casing. */
    public boolean is(int index, String word) {
        return index < segments.size() && segments.get(index).equalsIgnoreCase(word);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The query decoded, by lower-case name. */
    public Map<String, String> queries() {
        return query;
    }

    /** The query decoded, as {@code name=value&name=value} with lower-case names. */
    public String queryText() {
        return query.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether the request wants to change something; a question that is asked by POST does not. */
    public boolean writes() {
        boolean asks = !segments.isEmpty() && segments.getLast().equalsIgnoreCase("getMemberGroups");
        return !method.equals("GET") && !method.equals("HEAD") && !asks;
    }

    public JsonNode json() throws IOException {
        return Json.read(body);
    }

    /** The body as a form ({@code a=b&c=d}). */
    public Map<String, String> form() {
        return QueryText.parse(new String(body, StandardCharsets.UTF_8));
    }

    public byte[] body() {
        return body.clone();
    }

    /** All headers, by lower-case name. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The path without doubled slashes and the query as it came, percent-encoded. */
    public String rawPathAndQuery() {
        return QueryText.path(segments) + (rawQuery == null ? "" : "?" + rawQuery);
    }

    public InetAddress peer() {
        return peer;
    }

    public boolean fromThisMachine() {
        return peer.isLoopbackAddress();
    }

    /** Scheme, host and port as the client called them. */
    public String base() {
        return base;
    }

    /** This request's own absolute address, with one parameter of the query set anew. */
    public String link(String parameter, String value) {
        Map<String, String> changed = new LinkedHashMap<>(query);
        changed.remove(parameter.toLowerCase(Locale.ROOT));
        changed.put(parameter, value);
        return base + QueryText.path(segments) + "?" + QueryText.write(changed);
    }

    /** When the request was taken up. */
    public Instant at() {
        return at;
    }
}
