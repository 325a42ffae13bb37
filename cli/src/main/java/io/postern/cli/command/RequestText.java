package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A request in words. */
final class RequestText {
    private RequestText() {}

    /** Everything about one request. */
    static void show(Terminal terminal, JsonNode request) {
        terminal.say(line(request));
        request.path("timeline").forEach(entry -> terminal.say("  " + plain(entry)));
        terminal.answer(request);
    }

    /** One request on one line. */
    static String line(JsonNode request) {
        List<String> targets = new ArrayList<>();
        for (JsonNode target : request.path("targets")) {
            String vm = target.path("vm").asText();
            targets.add(vm.substring(vm.lastIndexOf('/') + 1) + " " + join(target.path("ports")));
        }
        return "%s  %-18s %s from %s"
                .formatted(
                        request.path("id").asText(),
                        state(request),
                        String.join(", ", targets),
                        join(request.path("sources")));
    }

    private static String state(JsonNode request) {
        String reason = request.path("reason").asText("");
        return request.path("state").asText() + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    private static String plain(JsonNode entry) {
        return "%-24s  %-16s %s"
                .formatted(
                        entry.path("at").asText(),
                        entry.path("what").asText(),
                        entry.path("detail").asText());
    }

    private static String join(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return String.join(",", texts);
    }
}
