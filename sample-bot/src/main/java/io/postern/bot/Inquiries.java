package io.postern.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What waits for people, as far as the events so far say. */
final class Inquiries {
    private static final String SUBMITTED = "io.postern.request.submitted.v1";
    private static final String EXTENSION = "io.postern.request.extension-requested.v1";
    private static final String NEEDED = "io.postern.approval.needed.v1";
    private static final Set<String> OVER =
            Set.of("io.postern.approval.approved.v1", "io.postern.approval.denied.v1", "io.postern.approval.lapsed.v1");

    /** The request itself is over, and so is every extension of it. */
    private static final Set<String> ALL_OVER =
            Set.of("io.postern.request.cancelled.v1", "io.postern.request.revocation-requested.v1");

    private final Map<String, JsonNode> requests = new HashMap<>();
    private final Map<String, JsonNode> needs = new LinkedHashMap<>();

    /** What is asked anew by this event; empty when it asks nobody. The events of one request come in any order. */
    Optional<Asked> take(JsonNode event) {
        String type = event.path("type").asText();
        JsonNode data = event.path("data");
        String id = data.path("requestId").asText();
        if (type.equals(SUBMITTED)) {
            requests.put(key(id, 0), data);
            return about(id);
        }
        if (type.equals(EXTENSION)) {
            requests.put(key(id, data.path("number").asInt()), data);
            return ask(key(id, data.path("number").asInt()));
        }
        if (type.equals(NEEDED)) {
            needs.put(key(id, data.path("extension").asInt()), data);
            return ask(key(id, data.path("extension").asInt()));
        }
        if (OVER.contains(type)) {
            needs.remove(key(id, data.path("extension").asInt()));
        }
        if (ALL_OVER.contains(type)) {
            needs.keySet().removeIf(key -> key.startsWith(id + " "));
        }
        return Optional.empty();
    }

    /** What waits about a request now. */
    Optional<Asked> about(String requestId) {
        return needs.keySet().stream()
                .filter(key -> key.startsWith(requestId + " "))
                .reduce((earlier, later) -> later)
                .flatMap(this::ask);
    }

    private Optional<Asked> ask(String key) {
        JsonNode request = requests.get(key);
        JsonNode need = needs.get(key);
        JsonNode original = requests.get(key.substring(0, key.indexOf(' ')) + " 0");
        return request == null || original == null || need == null
                ? Optional.empty()
                : Optional.of(new Asked(request, original, need)).filter(Asked::isWhatIsDecided);
    }

    private static String key(String requestId, int extension) {
        return requestId + " " + extension;
    }
}
