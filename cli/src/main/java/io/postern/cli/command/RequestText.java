package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A request in words. */
final class RequestText {
    private RequestText() {}

    /** Everything about one request. */
    static void show(Terminal terminal, JsonNode request) {
        terminal.say(line(request, terminal::paint));
        ways(request).forEach(way -> terminal.say("  " + way));
        request.path("timeline").forEach(entry -> terminal.say("  " + plain(entry)));
        terminal.answer(request);
    }

    /** The same for whoever has seen the timeline pass by. */
    static void settled(Terminal terminal, JsonNode request) {
        terminal.say(line(request, terminal::paint));
        ways(request).forEach(way -> terminal.say("  " + way));
        terminal.answer(request);
    }

    /** One request on one line. */
    static String line(JsonNode request) {
        return line(request, UnaryOperator.identity());
    }

    static String line(JsonNode request, UnaryOperator<String> paint) {
        String plain = "%-18s".formatted(state(request));
        String word = request.path("state").asText();
        return "%s  %s %s from %s%s"
                .formatted(
                        request.path("id").asText(),
                        paint.apply(word) + plain.substring(word.length()),
                        targets(request),
                        join(request.path("sources")),
                        end(request));
    }

    /** How to connect to what is open through a firewall. */
    static List<String> ways(JsonNode request) {
        List<String> ways = new ArrayList<>();
        for (JsonNode grant : request.path("grants")) {
            for (JsonNode way : grant.path("connect")) {
                String address = text(way.path("address"));
                String mapped = text(way.path("mappedPort"));
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
        String vm = text(target.path("vm"));
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
        String reason = text(request.path("reason"));
        return request.path("state").asText() + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /** Until when, for what is open. */
    private static String end(JsonNode request) {
        return request.path("state").asText().equals("open") && request.hasNonNull("endsAt")
                ? " until " + request.path("endsAt").asText()
                : "";
    }

    static String plain(JsonNode entry) {
        return "%-24s  %-16s %s"
                .formatted(text(entry.path("at")), text(entry.path("what")), text(entry.path("detail")));
    }

    /** What somebody wrote, on one line and in the order in which it is read: line ends and turns of direction mislead. */
    static String text(JsonNode written) {
        return written.asText("").replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", " ");
    }

    static String join(Iterable<JsonNode> values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(text(value)));
        return String.join(",", texts);
    }
}
