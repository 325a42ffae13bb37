package io.postern.request;

import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Bodies that make no policy of a VM, with the status and a word of the sentence that they get. */
final class BadPolicies {
    private BadPolicies() {}

    static Stream<Arguments> all() {
        return Stream.of(
                Arguments.of(400, "not JSON", "{"),
                Arguments.of(400, "body", ""),
                Arguments.of(400, "body", "null"),
                Arguments.of(400, "one JSON object", "[]"),
                Arguments.of(400, "no field 'port'", "{\"port\":22}"),
                Arguments.of(400, "no field 'ports[0].number'", port("\"number\":22")),
                Arguments.of(400, "least one port", "{\"ports\":[]}"),
                Arguments.of(400, "ports[0]", "{\"ports\":[null]}"),
                Arguments.of(400, "ports[0].port", port("\"protocol\":\"*\"")),
                Arguments.of(400, "1 to 65535", port("\"port\":0")),
                Arguments.of(400, "1 to 65535", port("\"port\":65536")),
                Arguments.of(400, "wrong type", port("\"port\":\"22\"")),
                Arguments.of(400, "wrong type", port("\"port\":22.5")),
                Arguments.of(400, "TCP, UDP", port("\"port\":22,\"protocol\":\"\"")),
                Arguments.of(400, "TCP, UDP", port("\"port\":22,\"protocol\":\"icmp\"")),
                Arguments.of(400, "allowed source", port("\"port\":22,\"allowedSources\":[]")),
                Arguments.of(400, "allowedSources[0]", port("\"port\":22,\"allowedSources\":[null]")),
                Arguments.of(400, "cannot be read", port("\"port\":22,\"allowedSources\":[\"office\"]")),
                Arguments.of(400, "203.0.113.0/24", port("\"port\":22,\"allowedSources\":[\"203.0.113.7/24\"]")),
                Arguments.of(400, "at most 20", port("\"port\":22,\"allowedSources\":[" + repeated("\"*\"", 21) + "]")),
                Arguments.of(400, "PT5M to PT24H", port("\"port\":22,\"maxDuration\":\"PT4M59S\"")),
                Arguments.of(400, "PT5M to PT24H", port("\"port\":22,\"maxDuration\":\"PT24H1S\"")),
                Arguments.of(400, "maxDuration", port("\"port\":22,\"maxDuration\":\"PT0S\"")),
                Arguments.of(400, "maxDuration", port("\"port\":22,\"maxDuration\":\"-PT1H\"")),
                Arguments.of(400, "whole seconds", port("\"port\":22,\"maxDuration\":\"PT5M0.5S\"")),
                Arguments.of(400, "PT30M", port("\"port\":22,\"maxDuration\":\"3h\"")),
                Arguments.of(400, "PT30M", port("\"port\":22,\"maxDuration\":\"P1M\"")),
                Arguments.of(400, "twice", "{\"ports\":[{\"port\":22},{\"port\":22}]}"),
                Arguments.of(400, "no more than 20", "{\"ports\":[" + repeated("{\"port\":22}", 21) + "]}"),
                Arguments.of(400, "no more than", "{\"ports\":[" + repeated("{\"port\":22}", 1000) + "]}"),
                Arguments.of(400, "conditions", "{\"conditions\":true}"),
                Arguments.of(400, "no field", "{\"conditions\":{\"vpn\":true}}"),
                Arguments.of(400, "1 to 32", "{\"conditions\":{\"widestSource\":{\"ipv4\":0}}}"),
                Arguments.of(400, "1 to 32", "{\"conditions\":{\"widestSource\":{\"ipv4\":33}}}"),
                Arguments.of(400, "1 to 128", "{\"conditions\":{\"widestSource\":{\"ipv6\":129}}}"),
                Arguments.of(400, "like c1", "{\"conditions\":{\"authenticationContext\":\"c 1\"}}"),
                Arguments.of(413, "larger", port("\"port\":22,\"protocol\":\"" + "x".repeat(70_000) + "\"")));
    }

    private static String port(String fields) {
        return "{\"ports\":[{" + fields + "}]}";
    }

    private static String repeated(String element, int times) {
        return String.join(",", Collections.nCopies(times, element));
    }
}
