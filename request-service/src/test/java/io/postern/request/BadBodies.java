package io.postern.request;

import static io.postern.request.Neighbours.VMS;
import static io.postern.request.Neighbours.body;
import static io.postern.request.Neighbours.goodBody;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Bodies that ask for nothing that can be given, with the status and a word of the sentence that they get. */
final class BadBodies {
    private static final String REASON = "\"justification\":\"deploy a fix\"";
    private static final String HOUR = "\"duration\":\"PT1H\"," + REASON;

    private BadBodies() {}

    static Stream<Arguments> all() {
        return Stream.of(
                Arguments.of(400, "not JSON", "{"),
                Arguments.of(400, "not JSON", "not json at all"),
                Arguments.of(400, "body", ""),
                Arguments.of(400, "body", "null"),
                Arguments.of(400, "one JSON object", "[]"),
                Arguments.of(400, "one JSON object", "42"),
                Arguments.of(400, "targets", "{}"),
                Arguments.of(400, "", goodBody("web-1") + "x"),
                Arguments.of(400, "no field 'until'", body("web-1", HOUR + ",\"until\":1")),
                Arguments.of(
                        400, "no field 'targets[0].port'", "{\"targets\":[{\"vm\":\"x\",\"port\":22}]," + HOUR + "}"),
                Arguments.of(400, "", body("web-1", HOUR + "," + HOUR)),
                Arguments.of(404, "nope-1", goodBody("nope-1")),
                Arguments.of(409, "no JIT policy", goodBody("bare-1")),
                Arguments.of(400, "targets[0].vm", targets("\"web-1\"", "22")),
                Arguments.of(400, "targets[0].vm", targets("\"/subscriptions/../virtualMachines/web-1\"", "22")),
                Arguments.of(400, "targets[0].vm", targets("\"" + VMS + "web\\u00001\"", "22")),
                Arguments.of(400, "targets[0].vm", targets("null", "22")),
                Arguments.of(400, "targets[0].vm", targets("7", "22")),
                Arguments.of(400, "targets[0]", "{\"targets\":[null]," + HOUR + "}"),
                Arguments.of(400, "least one", "{\"targets\":[]," + HOUR + "}"),
                Arguments.of(400, "least one", ports("")),
                Arguments.of(400, "1 to 65535", ports("0")),
                Arguments.of(400, "1 to 65535", ports("70000")),
                Arguments.of(400, "1 to 65535", ports("-22")),
                Arguments.of(400, "ports", ports("\"22\"")),
                Arguments.of(400, "ports", ports("22.5")),
                Arguments.of(400, "ports", ports("null")),
                Arguments.of(400, "out of range", ports("99999999999999999999999999")),
                Arguments.of(400, "", ports("1e999999999")),
                Arguments.of(400, "", ports("9".repeat(2000))),
                Arguments.of(400, "does not offer port 8080", ports("8080")),
                Arguments.of(400, "twice", ports("22,22")),
                Arguments.of(400, "split it", ports(numbers(21))),
                Arguments.of(400, "no more than", ports(numbers(500))),
                Arguments.of(400, "twice", twoTargets(VMS + "web-1", VMS + "WEB-1")),
                Arguments.of(400, "too wide", sources("0.0.0.0/0")),
                Arguments.of(400, "too wide", sources("::/0")),
                Arguments.of(400, "too wide", sources("203.0.112.0/23")),
                Arguments.of(400, "too wide", sources("2001:db8::/48")),
                Arguments.of(400, "203.0.113.0/24", sources("203.0.113.7/24")),
                Arguments.of(400, "sources[0]", sources("010.0.0.1")),
                Arguments.of(400, "sources[0]", sources("203.0.113.7/33")),
                Arguments.of(400, "sources[0]", sources("203.0.113")),
                Arguments.of(400, "too wide", sources("*")),
                Arguments.of(400, "sources[0]", sources("**")),
                Arguments.of(400, "sources[0]", sources("Internet")),
                Arguments.of(400, "sources[0]", sources("10.0.0.1-10.0.0.9")),
                Arguments.of(400, "twice", sources("*\",\"::/0")),
                Arguments.of(400, "private", sources("10.1.2.3")),
                Arguments.of(400, "private", sources("fc00::7")),
                Arguments.of(400, "private", sources("100.64.0.7")),
                Arguments.of(400, "sources[0]", sources("example.com")),
                Arguments.of(400, "sources[0]", sources("::ffff:203.0.113.7")),
                Arguments.of(400, "sources[0]", sources("")),
                Arguments.of(400, "No connection", sources("127.0.0.1")),
                Arguments.of(400, "No connection", sources("224.0.0.1")),
                Arguments.of(400, "No connection", sources("fe80::1")),
                Arguments.of(400, "twice", sources("203.0.113.7\",\"203.0.113.7/32")),
                Arguments.of(400, "how long", body("web-1", REASON)),
                Arguments.of(400, "shortest", window("\"duration\":\"-PT1H\"")),
                Arguments.of(400, "shortest", window("\"duration\":\"PT0S\"")),
                Arguments.of(400, "shortest", window("\"duration\":\"PT4S\"")),
                Arguments.of(400, "PT24H", window("\"duration\":\"PT25H\"")),
                Arguments.of(400, "PT8H", window("\"duration\":\"PT8H1S\"")),
                Arguments.of(400, "whole seconds", window("\"duration\":\"PT5.5S\"")),
                Arguments.of(400, "PT30M", window("\"duration\":\"1h\"")),
                Arguments.of(400, "PT30M", window("\"duration\":\"PT99999999999999999999H\"")),
                Arguments.of(400, "PT24H", window("\"duration\":\"PT2562047788015215H\"")),
                Arguments.of(400, "duration", window("\"duration\":3600")),
                Arguments.of(400, "not both", window("\"duration\":\"PT1H\",\"endsAt\":\"2099-01-01T00:00:00Z\"")),
                Arguments.of(400, "past", window("\"endsAt\":\"2001-01-01T00:00:00Z\"")),
                Arguments.of(400, "PT24H", window("\"endsAt\":\"2999-01-01T00:00:00Z\"")),
                Arguments.of(400, "PT24H", window("\"endsAt\":\"+999999999-12-31T23:59:59Z\"")),
                Arguments.of(400, "endsAt", window("\"endsAt\":\"tomorrow\"")),
                Arguments.of(400, "endsAt", window("\"endsAt\":\"2030-01-01T00:00:00\"")),
                Arguments.of(400, "justification", body("web-1", "\"duration\":\"PT1H\"")),
                Arguments.of(400, "blank", justification("")),
                Arguments.of(400, "blank", justification(" \\t\\n ")),
                Arguments.of(400, "500", justification("x".repeat(501))),
                Arguments.of(400, "control", justification("null \\u0000 byte")),
                Arguments.of(400, "control", justification("escape \\u001b[31m")),
                Arguments.of(400, "surrogate", justification("half \\ud83d")),
                Arguments.of(400, "surrogate", justification("half \\udd25 first")),
                Arguments.of(400, "", justification("raw \u0000 byte")),
                Arguments.of(400, "ticket", body("web-1", HOUR + ",\"ticket\":\"" + "x".repeat(65) + "\"")),
                Arguments.of(400, "ticket", body("web-1", HOUR + ",\"ticket\":\"a\\u0000\"")),
                Arguments.of(400, "The ticket is a reference", body("web-1", HOUR + ",\"ticket\":\"for Ada\"")),
                Arguments.of(400, "'web-1'", body("web-1", HOUR + ",\"breakGlass\":{\"confirm\":\"db-1\"}")),
                Arguments.of(400, "'web-1'", body("web-1", HOUR + ",\"breakGlass\":{\"confirm\":\"\"}")),
                Arguments.of(400, "breakGlass.confirm", body("web-1", HOUR + ",\"breakGlass\":{}")),
                Arguments.of(400, "breakGlass", body("web-1", HOUR + ",\"breakGlass\":true")),
                Arguments.of(400, "", "[".repeat(5000)),
                Arguments.of(400, "", "{\"targets\":" + "[".repeat(5000) + "]".repeat(5000) + "}"),
                Arguments.of(400, "", "{\"targets\":" + "{\"vm\":".repeat(2000)));
    }

    private static String targets(String vm, String ports) {
        return "{\"targets\":[{\"vm\":" + vm + ",\"ports\":[" + ports + "]}]," + HOUR + "}";
    }

    private static String ports(String ports) {
        return targets("\"" + VMS + "web-1\"", ports);
    }

    private static String twoTargets(String one, String other) {
        String target = "{\"vm\":\"%s\",\"ports\":[22]}";
        return "{\"targets\":[" + target.formatted(one) + "," + target.formatted(other) + "]," + HOUR + "}";
    }

    private static String sources(String sources) {
        return body("web-1", HOUR + ",\"sources\":[\"" + sources + "\"]");
    }

    private static String window(String window) {
        return body("web-1", window + "," + REASON);
    }

    static String justification(String text) {
        return body("web-1", "\"duration\":\"PT1H\",\"justification\":\"" + text + "\"");
    }

    private static String numbers(int count) {
        return Stream.iterate(1000, n -> n + 1)
                .limit(count)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }
}
