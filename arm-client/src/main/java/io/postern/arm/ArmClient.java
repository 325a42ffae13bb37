package io.postern.arm;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager as raw JSON. One call is one HTTP request: nothing is retried here. Every answer is a value;
 * only no answer (and a list that breaks off) is an {@link ArmFailure}.
 */
public final class ArmClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PAGES = 1000;

    private final ArmUrls urls;
    private final HttpPipeline pipeline;

    ArmClient(URI endpoint, HttpPipeline pipeline) {
        this.urls = new ArmUrls(endpoint);
        this.pipeline = pipeline;
    }

    /** A client with the identity of the settings; no call is made yet. */
    public static ArmClient connect(ArmSettings settings) {
        return new ArmClient(settings.endpoint(), ArmPipeline.authenticated(settings));
    }

    /** The same pipeline, for Azure's own clients. */
    public HttpPipeline pipeline() {
        return pipeline;
    }

    /** Reads a resource, or a link that Azure gave (its next page, an operation), which is followed as it stands. */
    public ArmResponse get(String path, String apiVersion, Map<String, String> query) {
        return send(HttpMethod.GET, urls.of(path, apiVersion, query), null, Map.of());
    }

    public ArmResponse put(String path, String apiVersion, JsonNode body, Map<String, String> headers) {
        return send(HttpMethod.PUT, urls.of(path, apiVersion, Map.of()), body, headers);
    }

    public ArmResponse delete(String path, String apiVersion) {
        return send(HttpMethod.DELETE, urls.of(path, apiVersion, Map.of()), null, Map.of());
    }

    /** All pages of a list, kept. */
    public ArmList list(String path, String apiVersion, Map<String, String> query) {
        List<JsonNode> items = new ArrayList<>();
        return new ArmList(items, each(path, apiVersion, query, (item, _) -> items.add(item)));
    }

    /**
     * Hands over the items of all pages of a list, one page in memory at a time, each with what Azure's clock said at the
     * first page, which is also the answer. A list that breaks off has handed over what came before.
     */
    public Instant each(
            String path, String apiVersion, Map<String, String> query, BiConsumer<JsonNode, Instant> reader) {
        ArmResponse page = page(path, apiVersion, query);
        Instant serverTime = page.serverTime()
                .orElseThrow(() -> new ArmFailure(0, "NoDate", "Azure's answer carries no date: " + path));
        for (int pages = 1; ; pages++) {
            page.body().path("value").forEach(item -> reader.accept(item, serverTime));
            if (nextLink(page).isEmpty()) {
                return serverTime;
            }
            if (pages == MOST_PAGES) {
                throw new ArmFailure(0, "EndlessList", "Azure's list does not end: " + path);
            }
            page = page(nextLink(page), apiVersion, Map.of());
        }
    }

    private ArmResponse page(String path, String apiVersion, Map<String, String> query) {
        ArmResponse page = get(path, apiVersion, query);
        if (page.status() != 200) {
            throw ArmFailure.of(page, path);
        }
        if (!page.body().path("value").isArray()) {
            throw new ArmFailure(0, "UnreadableList", "Azure's answer is no list: " + path);
        }
        return page;
    }

    private static String nextLink(ArmResponse page) {
        return page.body().path("nextLink").asText("");
    }

    private ArmResponse send(HttpMethod method, String url, @Nullable JsonNode body, Map<String, String> headers) {
        HttpRequest request = new HttpRequest(method, url);
        request.setHeader(HttpHeaderName.ACCEPT, "application/json");
        headers.forEach((name, value) -> request.setHeader(HttpHeaderName.fromString(name), value));
        if (body != null) {
            request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
            request.setBody(body.toString());
        }
        try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
            return read(response);
        } catch (ClientAuthenticationException e) {
            throw new ArmFailure(0, "NoToken", "no token for Azure could be had: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new ArmFailure(0, "Unreachable", "no answer from Azure at " + urls.endpoint(), e);
        }
    }

    private static ArmResponse read(HttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.getHeaders()
                .forEach(header -> headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
        return new ArmResponse(
                response.getStatusCode(), json(response.getBodyAsBinaryData().toBytes()), headers);
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException _) {
            return MissingNode.getInstance(); // proxies answer with pages; the status says enough
        }
    }
}
