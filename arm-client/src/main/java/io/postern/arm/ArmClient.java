package io.postern.arm;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Azure Resource Manager as raw JSON. One call is one HTTP request: nothing is retried here. Every answer is a value;
 * only no answer (and a list that breaks off) is an {@link ArmFailure}.
 */
public final class ArmClient {
    private static final int MOST_PAGES = 1000;

    private final ArmUrls urls;
    private final Exchange exchange;

    ArmClient(URI endpoint, HttpPipeline pipeline) {
        this.urls = new ArmUrls(endpoint);
        this.exchange = new Exchange(endpoint, pipeline);
    }

    /** A client with the identity of the settings; no call is made yet. */
    public static ArmClient connect(ArmSettings settings) {
        return new ArmClient(settings.endpoint(), ArmPipeline.authenticated(settings));
    }

    /** The same pipeline, for Azure's own clients. */
    public HttpPipeline pipeline() {
        return exchange.pipeline();
    }

    /** Reads a resource, or a link that Azure gave (its next page, an operation), which is followed as it stands. */
    public ArmResponse get(String path, String apiVersion, Map<String, String> query) {
        return exchange.send(HttpMethod.GET, urls.of(path, apiVersion, query), null, Map.of());
    }

    public ArmResponse put(String path, String apiVersion, JsonNode body, Map<String, String> headers) {
        return exchange.send(HttpMethod.PUT, urls.of(path, apiVersion, Map.of()), body, headers);
    }

    public ArmResponse delete(String path, String apiVersion) {
        return exchange.send(HttpMethod.DELETE, urls.of(path, apiVersion, Map.of()), null, Map.of());
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
}
