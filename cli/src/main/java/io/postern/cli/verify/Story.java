package io.postern.cli.verify;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the entries tell together: every event once, and nothing opened that was not approved. Entries of different topics
 * may stand in either order, so that a question about two of them is asked at the end.
 */
final class Story {
    private static final Duration LATE = Duration.ofSeconds(5);

    private final ObjectMapper json = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Set<String> ids = new HashSet<>();
    /** Of one request: what was agreed first, and then each extension. */
    private final Map<String, List<Approval>> approvals = new HashMap<>();

    private final Map<String, List<Opening>> openings = new LinkedHashMap<>();
    private final Map<String, Instant> removals = new HashMap<>();

    private record Approval(Instant at, Instant notAfter) {}

    private record Opening(long index, String request, Instant at, Instant until) {}

    void add(long index, byte[] entry) throws Broken {
        String place = "entry " + index;
        try {
            JsonNode event = json.readTree(entry);
            if (event == null || !event.isObject()) {
                throw new Broken(place, "not a JSON object");
            }
            String id = text(event, "id");
            if (!ids.add(id)) {
                throw new Broken(place, "event " + id + " is in the trail twice");
            }
            Instant at = Instant.parse(text(event, "time"));
            note(index, text(event, "type"), at, event.path("data"));
        } catch (JsonProcessingException e) {
            throw new Broken(place, "not well-formed JSON");
        } catch (DateTimeParseException e) {
            throw new Broken(place, "a time in it is none");
        } catch (IllegalArgumentException e) {
            throw new Broken(place, "not an event: " + e.getMessage());
        } catch (IOException e) {
            throw new Broken(place, "cannot be read");
        }
    }

    private void note(long index, String type, Instant at, JsonNode data) {
        switch (type) {
            case "io.postern.approval.approved.v1" ->
                approvals
                        .computeIfAbsent(text(data, "requestId"), request -> new ArrayList<>())
                        .add(new Approval(at, Instant.parse(text(data, "notAfter"))));
            case "io.postern.enforcement.rules-applied.v1" ->
                openings.computeIfAbsent(text(data, "grantId"), grant -> new ArrayList<>())
                        .add(new Opening(index, text(data, "requestId"), at, Instant.parse(text(data, "until"))));
            case "io.postern.enforcement.rules-removed.v1" -> removals.put(text(data, "grantId"), at);
            default -> {
                // Other events need no partner.
            }
        }
    }

    /** Every opening had a yes before it that allowed an end so late. */
    void checkOpenings() throws Broken {
        for (List<Opening> ofGrant : openings.values()) {
            for (Opening opening : ofGrant) {
                check(opening, approvals.getOrDefault(opening.request, List.of()));
            }
        }
    }

    private static void check(Opening opening, List<Approval> given) throws Broken {
        String place = "entry " + opening.index;
        if (given.isEmpty()) {
            throw new Broken(place, "opens request " + opening.request + ", which nobody approved");
        }
        List<Approval> before = given.stream()
                .filter(approval -> !opening.at.isBefore(approval.at))
                .toList();
        if (before.isEmpty()) {
            throw new Broken(place, "opens request " + opening.request + " before its approval");
        }
        if (before.stream().allMatch(approval -> opening.until.isAfter(approval.notAfter))) {
            throw new Broken(place, "opens request " + opening.request + " for longer than was approved");
        }
    }

    /** Openings that outlived their end: no fault of the trail, which says so itself. */
    List<String> remarks(Instant now) {
        List<String> remarks = new ArrayList<>();
        openings.forEach((grant, ofGrant) -> {
            Opening opening = ofGrant.getLast();
            Instant gone = removals.get(grant);
            Instant seen = gone == null ? now : gone;
            Duration over = Duration.between(opening.until, seen);
            if (over.compareTo(LATE) > 0) {
                remarks.add("grant " + grant + (gone == null ? " is not recorded as closed " : " was closed ")
                        + over.toMillis() + " ms after its end");
            }
        });
        return remarks;
    }

    Set<String> closedGrants() {
        return removals.keySet();
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return node.path(field).asText();
    }
}
