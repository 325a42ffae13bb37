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
        ways(request).forEach(way -> terminal.say("  " + way));
        request.path("timeline").forEach(entry -> terminal.say("  " + plain(entry)));
        terminal.answer(request);
    }

    /** One request on one line. */
    static String line(JsonNode request) {
        return "%s  %-18s %s from %s%s"
                .formatted(
                        request.path("id").asText(),
                        state(request),
                        targets(request),
                        join(request.path("sources")),
                        end(request));
    }

    /** How to connect to what is open through a firewall. */
    static List<String> ways(JsonNode request) {
        List<String> ways = new ArrayList<>();
        for (JsonNode grant : request.path("grants")) {
            for (JsonNode way : grant.path("connect")) {
                String address = way.path("address").asText();
                String mapped = way.path("mappedPort").asText();
                String port = way.path("port").asText();
                ways.add("For " + name(grant) + " " + port + "/"
                        + way.path("protocol").asText() + ", connect to "
                        + address + " port " + mapped
                        + (port.equals("22") ? " (ssh -p " + mapped + " USER@" + address + ")" : ""));
            }
        }
        return ways;
    }

    private static String name(JsonNode target) {
        String vm = target.path("vm").asText();
        return vm.substring(vm.lastIndexOf('/') + 1);
    }

    static String targets(JsonNode request) {
        List<String> targets = new ArrayList<>();
        for (JsonNode target : request.path("targets")) {
            targets.add(name(target) + " " + join(target.path("ports")));
        }
        return String.join(", ", targets);
    }

    private static String state(JsonNode request) {
        String reason = request.path("reason").asText("");
        return request.path("state").asText() + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /** Until when, for what is open. */
    private static String end(JsonNode request) {
        return request.path("state").asText().equals("open") && request.hasNonNull("endsAt")
                ? " until " + request.path("endsAt").asText()
                : "";
    }

    private static String plain(JsonNode entry) {
        return "%-24s  %-16s %s"
                .formatted(
                        entry.path("at").asText(),
                        entry.path("what").asText(),
                        entry.path("detail").asText());
    }

    static String join(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return String.join(",", texts);
    }
}
