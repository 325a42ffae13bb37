package io.postern.enforcer.journey;

import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.stream.Stream;

/** Bodies that no plan can be made of. */
final class BadWishes {
    private static final String SSH = "{\"port\":22,\"protocol\":\"TCP\"}";

    private BadWishes() {}

    static String good(VmId vm, String source) {
        return body(target(vm.value(), SSH), "[\"" + source + "\"]", "\"duration\":\"PT1H\"");
    }

    static Stream<String> all(VmId vm) {
        return Stream.concat(bodies(vm), fields(vm).stream());
    }

    private static Stream<String> bodies(VmId vm) {
        String good = good(vm, "203.0.113.7");
        return Stream.of(
                "",
                "null",
                "[]",
                "{}",
                "7",
                "{\"targets\":",
                good + "x",
                good.replace("{\"targets\"", "{\"extra\":1,\"targets\""),
                good.replace("{\"targets\"", "{\"targets\":[],\"targets\""),
                "[".repeat(2_000));
    }

    private static List<String> fields(VmId vm) {
        String hour = "\"duration\":\"PT1H\"";
        String from = "[\"203.0.113.7\"]";
        String web = target(vm.value(), SSH);
        return List.of(
                body("", from, hour),
                body("null", from, hour),
                body("{}", from, hour),
                body(web + "," + web, from, hour),
                body(target("web-1", SSH), from, hour),
                body(target(vm.value() + "/extensions/x", SSH), from, hour),
                body(target(vm.value(), ""), from, hour),
                body(target(vm.value(), "null"), from, hour),
                body(target(vm.value(), SSH + "," + SSH), from, hour),
                body(target(vm.value(), "22"), from, hour),
                body(target(vm.value(), "{\"port\":0,\"protocol\":\"TCP\"}"), from, hour),
                body(target(vm.value(), "{\"port\":65536,\"protocol\":\"TCP\"}"), from, hour),
                body(target(vm.value(), "{\"port\":22.5,\"protocol\":\"TCP\"}"), from, hour),
                body(target(vm.value(), "{\"port\":\"22\",\"protocol\":\"TCP\"}"), from, hour),
                body(target(vm.value(), "{\"port\":99999999999,\"protocol\":\"TCP\"}"), from, hour),
                body(target(vm.value(), "{\"port\":22,\"protocol\":\"ICMP\"}"), from, hour),
                body(target(vm.value(), "{\"port\":22}"), from, hour),
                body(web, "[]", hour),
                body(web, "null", hour),
                body(web, "[null]", hour),
                body(web, "[\"203.0.113.7/33\"]", hour),
                body(web, "[\"203.0.113.7/24\"]", hour),
                body(web, "[\"Internet\"]", hour),
                body(web, "[7]", hour),
                body(web, "[" + "\"203.0.113.7\",".repeat(100) + "\"203.0.113.7\"]", hour),
                body(web, from, "\"duration\":null"),
                body(web, from, "\"duration\":3600"),
                body(web, from, "\"duration\":\"an hour\""),
                body(web, from, "\"duration\":\"PT0.5S\""),
                body(web, from, "\"endsAt\":\"tomorrow\""),
                body(web, from, "\"endsAt\":\"2030-01-31\""),
                body(web, from, hour + ",\"endsAt\":\"2030-01-31T15:00:00Z\""));
    }

    private static String target(String vm, String ports) {
        return "{\"vm\":\"" + vm + "\",\"ports\":[" + ports + "]}";
    }

    private static String body(String targets, String sources, String length) {
        return "{\"targets\":[" + targets + "],\"sources\":" + sources + "," + length + "}";
    }
}
