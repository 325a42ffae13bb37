package io.postern.arm;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.function.Predicate;

/** Microsoft Graph as raw JSON, with the same identity and the same rules as {@link ArmClient}: nothing is retried here. */
public final class GraphClient {
    private static final int MOST_PAGES = 1000;

    private final ArmUrls urls;
    private final Exchange exchange;

    GraphClient(URI endpoint, HttpPipeline pipeline) {
        this.urls = new ArmUrls(endpoint);
        this.exchange = new Exchange(endpoint, pipeline);
    }

    /** A client whose settings name Graph's endpoint and resource, see {@link ArmSettings#at}; no call is made yet. */
    public static GraphClient connect(ArmSettings settings) {
        return new GraphClient(settings.endpoint(), ArmPipeline.authenticated(settings));
    }

    public ArmResponse get(String path, Map<String, String> query) {
        return exchange.send(HttpMethod.GET, urls.of(path, query), null, Map.of());
    }

    public ArmResponse post(String path, JsonNode body) {
        return exchange.send(HttpMethod.POST, urls.of(path, Map.of()), body, Map.of());
    }

    /** Hands over the items of all pages of a list, until the reader has enough and says false. */
    public void each(String path, Map<String, String> query, Predicate<JsonNode> reader) {
        String next = path;
        for (int pages = 0; !next.isEmpty(); pages++) {
            if (pages == MOST_PAGES) {
                throw new ArmFailure(0, "EndlessList", "Graph's list does not end: " + path);
            }
            ArmResponse page = get(next, pages == 0 ? query : Map.of());
            if (page.status() != 200) {
                throw ArmFailure.of(page, path);
            }
            if (!page.body().path("value").isArray()) {
                throw new ArmFailure(0, "UnreadableList", "Graph's answer is no list: " + path);
            }
            for (JsonNode item : page.body().path("value")) {
                if (!reader.test(item)) {
                    return;
                }
            }
            next = page.body().path("@odata.nextLink").asText("");
        }
    }
}
