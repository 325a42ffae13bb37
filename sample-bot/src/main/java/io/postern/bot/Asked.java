package io.postern.bot;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request, or an extension of one, about which people are asked.
 *
 * @param request the data of the event that says what is asked for, as it came
 * @param original the data of the event of the request itself: what an extension keeps open is said there alone
 * @param need the data of the event that says who is asked
 */
record Asked(JsonNode request, JsonNode original, JsonNode need) {
    String requestId() {
        return need.path("requestId").asText();
    }

    String digest() {
        return Digest.of(request);
    }

    /** Whoever is asked has to be shown the very thing that is decided: another one with the same id is none. */
    boolean isWhatIsDecided() {
        return digest().equals(need.path("requestDigest").asText());
    }

    /** What a person needs to see before deciding, and why they are asked. */
    String shown() {
        StringBuilder text = new StringBuilder();
        JsonNode personal = request.path("personal");
        line(text, "request", requestId() + (need.has("extension") ? " extension " + need.path("extension") : ""));
        line(text, "by", personal.path("requesterName").asText());
        for (JsonNode target : original.path("targets")) {
            line(text, "vm", target.path("vm").asText() + " " + ports(target));
        }
        JsonNode sources = original.path("personal").path("sources");
        if (!sources.isMissingNode()) {
            line(text, "from", sources.toString());
        }
        for (String name : new String[] {"duration", "currentEnd", "endsAt", "ticket"}) {
            if (request.has(name)) {
                line(text, name, request.path(name).asText());
            }
        }
        line(text, "because", personal.path("justification").asText());
        line(
                text,
                "rule",
                need.path("policyRule").asText() + " asks " + need.path("approvals") + " of "
                        + need.path("approverGroups"));
        if (need.has("confirmAt")) {
            line(text, "confirm at", need.path("confirmAt").asText() + " (a bot cannot bring this verdict)");
        }
        return text.toString();
    }

    private static String ports(JsonNode target) {
        StringBuilder ports = new StringBuilder();
        target.path("ports")
                .forEach(each -> ports.append(ports.isEmpty() ? "" : ",")
                        .append(each.path("port").asText()));
        return ports.toString();
    }

    /** What strangers wrote must not command the terminal. */
    private static void line(StringBuilder text, String name, String value) {
        text.append("  %-10s %s%n".formatted(name, value.replaceAll("\\p{Cntrl}", " ")));
    }
}
