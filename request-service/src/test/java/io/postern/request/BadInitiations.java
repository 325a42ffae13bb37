package io.postern.request;

import static io.postern.request.Arm.initiateBody;
import static io.postern.request.Arm.initiateVm;
import static io.postern.request.Arm.vm;
import static io.postern.request.ArmInitiateTest.VM1;
import static io.postern.request.ArmInitiateTest.VM2;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Bodies of initiate that nothing can be asked for with, with the code and a word of the sentence that they get. */
final class BadInitiations {
    static final String HOUR = ",\"duration\":\"PT1H\"";

    private BadInitiations() {}

    static Stream<Arguments> all() {
        String past = ",\"endTimeUtc\":\"2001-01-01T00:00:00Z\"";
        return Stream.of(
                Arguments.of("InvalidInitiateInput", "exactly one", port1(ask(22, ""))),
                Arguments.of("InvalidInitiateInput", "exactly one", port1(ask(22, HOUR + past))),
                Arguments.of("InvalidInitiateInput", "exactly one", port1(ask(22, ",\"duration\":null"))),
                Arguments.of("InvalidInitiateInput", "past", port1(ask(22, past))),
                Arguments.of("InvalidInitiateInput", "shortest", port1(ask(22, ",\"duration\":\"PT0S\""))),
                Arguments.of("InvalidInitiateInput", "shortest", port1(ask(22, ",\"duration\":\"-PT1H\""))),
                Arguments.of("JitRequestNotSubsetOfPolicy", "PT3H", port1(ask(22, ",\"duration\":\"PT3H1S\""))),
                Arguments.of("JitRequestNotSubsetOfPolicy", "PT24H", port1(ask(22, ",\"duration\":\"P2D\""))),
                Arguments.of(
                        "JitRequestNotSubsetOfPolicy",
                        "PT24H",
                        port1(ask(22, ",\"endTimeUtc\":\"+999999999-12-31T23:59:59Z\""))),
                Arguments.of("JitRequestNotSubsetOfPolicy", "port 8080", port1(ask(22, HOUR), ask(8080, HOUR))),
                Arguments.of(
                        "JitRequestNotSubsetOfPolicy",
                        "vm3",
                        initiateBody(initiateVm(VM1, ask(22, HOUR)), initiateVm(vm("Asked", "vm3"), ask(22, HOUR)))),
                Arguments.of(
                        "JitRequestNotSubsetOfPolicy",
                        "nope",
                        initiateBody(initiateVm(vm("X", "nope"), ask(22, HOUR)))),
                Arguments.of("JitRequestNotSubsetOfPolicy", "wide", port1(ask(22, HOUR + source("0.0.0.0/0")))),
                Arguments.of("JitRequestNotSubsetOfPolicy", "wide", port1(ask(22, HOUR + source("*")))),
                Arguments.of("JitRequestNotSubsetOfPolicy", "wide", port1(ask(22, HOUR + source("203.0.0.0/16")))),
                Arguments.of("SourceUnusable", "127.0.0.1", port1(ask(22, HOUR + source("127.0.0.1")))),
                Arguments.of("InvalidRequestContent", "Prefix", port1(ask(22, HOUR + source("Internet")))),
                Arguments.of("InvalidRequestContent", "Prefix", port1(ask(22, HOUR + source("")))),
                Arguments.of(
                        "InvalidRequestContent", "203.0.113.0/24", port1(ask(22, HOUR + source("203.0.113.7/24")))),
                Arguments.of(
                        "InvalidRequestContent",
                        "not both",
                        port1(ask(22, HOUR + source("203.0.113.7") + ",\"allowedSourceAddressPrefixes\":[\"*\"]"))),
                Arguments.of(
                        "InvalidRequestContent",
                        "missing",
                        port1(ask(22, HOUR + ",\"allowedSourceAddressPrefixes\":[null]"))),
                Arguments.of("InvalidRequestContent", "PT3H", port1(ask(22, ",\"duration\":\"1 hour\""))),
                Arguments.of("InvalidRequestContent", "2030", port1(ask(22, ",\"endTimeUtc\":\"tomorrow\""))),
                Arguments.of(
                        "InvalidRequestContent", "2030", port1(ask(22, ",\"endTimeUtc\":\"2030-01-01T00:00:00\""))),
                Arguments.of("InvalidRequestContent", "65535", port1(ask(0, HOUR))),
                Arguments.of("InvalidRequestContent", "65535", port1(ask(65_536, HOUR))),
                Arguments.of("InvalidRequestContent", "number", port1("{\"duration\":\"PT1H\"}")),
                Arguments.of("InvalidRequestContent", "number", port1("{\"number\":\"22\",\"duration\":\"PT1H\"}")),
                Arguments.of("InvalidRequestContent", "ports[0]", port1("null")),
                Arguments.of("InvalidRequestContent", "one port", port1()),
                Arguments.of("InvalidRequestContent", "ports", initiateBody("{\"id\":\"" + VM1 + "\"}")),
                Arguments.of("InvalidRequestContent", "id", initiateBody(initiateVm("vm1", ask(22, HOUR)))),
                Arguments.of("InvalidRequestContent", "virtualMachines[0]", initiateBody("null")),
                Arguments.of("InvalidRequestContent", "one VM", initiateBody()),
                Arguments.of("InvalidRequestContent", "virtualMachines", "{}"),
                Arguments.of("InvalidRequestContent", "body", ""),
                Arguments.of("InvalidRequestContent", "body", "null"),
                Arguments.of("InvalidRequestContent", "body", "[]"),
                Arguments.of("InvalidRequestContent", "not JSON", "{"),
                Arguments.of("InvalidRequestContent", "", "[".repeat(5000)),
                Arguments.of("NamedTwice", "twice", port1(ask(22, HOUR), ask(22, HOUR))),
                Arguments.of("InvalidRequestContent", "20", port1(many(21, i -> ask(1000 + i, HOUR)))),
                Arguments.of(
                        "InvalidRequestContent",
                        "20",
                        initiateBody(many(21, i -> initiateVm(vm("Asked", "vm" + i), ask(22, HOUR))))),
                Arguments.of(
                        "InvalidRequestContent",
                        "combinations",
                        initiateBody(
                                initiateVm(VM1, many(15, i -> ask(22, ",\"duration\":\"PT" + (60 + i) + "M\""))),
                                initiateVm(VM2, many(15, i -> ask(22, ",\"duration\":\"PT" + (90 + i) + "M\""))))),
                Arguments.of(
                        "TextUnusable",
                        "control",
                        "{\"virtualMachines\":[" + initiateVm(VM1, ask(22, HOUR))
                                + "],\"justification\":\"null \\u0000 byte\"}"));
    }

    static String port1(String... ports) {
        return initiateBody(initiateVm(VM1, ports));
    }

    static String ask(int port, String rest) {
        return "{\"number\":" + port + rest + "}";
    }

    private static String source(String text) {
        return ",\"allowedSourceAddressPrefix\":\"" + text + "\"";
    }

    private static String[] many(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).toArray(String[]::new);
    }
}
