package io.postern.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes facts of the events that have to fit each other. Not for two threads at once. */
final class FactReader {
    private final Optional<ApprovalKeys> keys;
    private final Digest64 digest = new Digest64();

    FactReader(Optional<ApprovalKeys> keys) {
        this.keys = keys;
    }

    Map<String, EntryReader.FactForm> forms() {
        return Map.of(
                "io.postern.approval.approved.v1",
                this::approval,
                "io.postern.enforcement.rules-applied.v1",
                this::opening,
                "io.postern.enforcement.rules-removed.v1",
                (index, at, data) -> new Fact.Removal(
                        index,
                        text(data, "requestId"),
                        text(data, "grantId"),
                        at,
                        data.path("reason").asText().intern()),
                "io.postern.enforcement.refused.v1",
                (index, at, data) -> new Fact.Refusal(
                        index,
                        text(data, "requestId"),
                        Optional.of(data.path("grantId").asText()).filter(grant -> !grant.isEmpty()),
                        at));
    }

    private Fact approval(long index, Instant at, JsonNode data) {
        String request = text(data, "requestId");
        Instant notAfter = Instant.parse(text(data, "notAfter"));
        Instant bound = notAfter;
        if (data.path("endsAt").isTextual()) {
            Instant end = Instant.parse(data.path("endsAt").asText());
            bound = end.isBefore(notAfter) ? end : notAfter;
        }
        long length = data.path("duration").isTextual() && !data.has("extension")
                ? Duration.parse(data.path("duration").asText()).toSeconds()
                : 0;
        List<Long> doors = new ArrayList<>();
        for (JsonNode target : array(data, "targets")) {
            doors(text(target, "vm"), array(target, "ports"), doors);
        }
        String jws = data.path("jws").asText();
        String flaw =
                keys.flatMap(pinned -> pinned.flaw(jws, request, at, notAfter)).orElse(null);
        long once = keys.isPresent() && flaw == null ? digest.of(ApprovalKeys.id(jws)) : 0;
        return new Fact.Approval(
                index, request, at, bound, notAfter, length, longs(doors), data.has("extension"), once, flaw);
    }

    private Fact opening(long index, Instant at, JsonNode data) {
        List<Long> doors = new ArrayList<>();
        doors(text(data, "vm"), array(data, "ports"), doors);
        return new Fact.Opening(
                index,
                text(data, "requestId"),
                text(data, "grantId"),
                at,
                Instant.parse(text(data, "from")),
                Instant.parse(text(data, "until")),
                longs(doors),
                digest.of(where(text(data, "vm"), data.path("ruleName").asText())));
    }

    /** What a receipt says of a door as well, in one text. */
    static String where(String vm, String rule) {
        return vm + "|" + rule;
    }

    /** Nothing at all would be covered by whatever was approved, so a port is named at least. */
    private void doors(String vm, JsonNode ports, List<Long> doors) {
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("ports is empty");
        }
        for (JsonNode port : ports) {
            doors.add(digest.of(
                    vm.toLowerCase(Locale.ROOT) + "|" + port.path("port").asText() + "|" + text(port, "protocol")));
        }
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    static JsonNode array(JsonNode node, String field) {
        if (!node.path(field).isArray()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return node.path(field);
    }

    static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return node.path(field).asText();
    }
}
