package io.postern.request;

import static io.postern.request.Arm.policyBody;
import static io.postern.request.Arm.port;
import static io.postern.request.Arm.source;
import static io.postern.request.Arm.vm;
import static io.postern.request.Arm.vmBody;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Bodies that no JIT policy can be made of, with the status, the code and a word of the sentence that they get. */
final class BadArmPolicies {
    private static final String SOURCE = "\"allowedSourceAddressPrefix\":\"*\"";

    private BadArmPolicies() {}

    static Stream<Arguments> all() {
        String invalid = "InvalidRequestContent";
        return Stream.of(
                Arguments.of(400, invalid, "body", ""),
                Arguments.of(400, invalid, "body", "null"),
                Arguments.of(400, invalid, "object", "[]"),
                Arguments.of(400, invalid, "properties", "{}"),
                Arguments.of(400, invalid, "virtualMachines", "{\"properties\":{}}"),
                Arguments.of(400, "NoVms", "at least one", policyBody()),
                Arguments.of(400, invalid, "virtualMachines[0]", policyBody("null")),
                Arguments.of(400, invalid, "virtualMachines[0].id", policyBody(vmBody("vm1", port(22, "")))),
                Arguments.of(400, invalid, "ports", policyBody("{\"id\":\"" + vm("Refused", "vm1") + "\"}")),
                Arguments.of(400, "NoPorts", "port", vm1()),
                Arguments.of(400, invalid, "ports[0]", vm1("null")),
                Arguments.of(400, invalid, "65535", vm1(port(0, ""))),
                Arguments.of(400, invalid, "65535", vm1(port(65_536, ""))),
                Arguments.of(400, invalid, "65535", vm1(port(-1, ""))),
                Arguments.of(400, invalid, "number", vm1("{\"protocol\":\"*\"}")),
                Arguments.of(400, invalid, "number", vm1(port(22, "").replace("22", "\"22\""))),
                Arguments.of(400, invalid, "", vm1(port(22, "").replace("22", "1e999999999"))),
                Arguments.of(400, invalid, "protocol", vm1(source(22, "", SOURCE))),
                Arguments.of(400, invalid, "protocol", vm1(source(22, "ICMP", SOURCE))),
                Arguments.of(
                        400, invalid, "protocol", vm1(source(22, "*", SOURCE).replace("\"*\",", "null,"))),
                Arguments.of(400, invalid, "allowedSourceAddressPrefix", vm1(source(22, "*", "\"x\":1"))),
                Arguments.of(
                        400,
                        invalid,
                        "not both",
                        vm1(source(22, "*", SOURCE + ",\"allowedSourceAddressPrefixes\":[\"*\"]"))),
                Arguments.of(
                        400,
                        invalid,
                        "allowedSourceAddressPrefix",
                        vm1(source(22, "*", "\"allowedSourceAddressPrefixes\":[]"))),
                Arguments.of(
                        400, invalid, "Prefixes[0]", vm1(source(22, "*", "\"allowedSourceAddressPrefixes\":[null]"))),
                Arguments.of(
                        400, "SourceUnreadable", "22", vm1(source(22, "*", SOURCE.replace("*", "VirtualNetwork")))),
                Arguments.of(
                        400, "SourceUnreadable", "22", vm1(source(22, "*", SOURCE.replace("*", "10.0.0.1,10.0.0.2")))),
                Arguments.of(
                        400, "SourceUnreadable", "10.0.0.0/8", vm1(source(22, "*", SOURCE.replace("*", "10.0.0.1/8")))),
                Arguments.of(
                        400, "DurationOutOfBounds", "PT5M", vm1(port(22, "").replace("PT3H", "PT4M59S"))),
                Arguments.of(
                        400, "DurationOutOfBounds", "PT24H", vm1(port(22, "").replace("PT3H", "P1DT1S"))),
                Arguments.of(
                        400,
                        "DurationNotWholeSeconds",
                        "whole",
                        vm1(port(22, "").replace("PT3H", "PT5M0.5S"))),
                Arguments.of(400, invalid, "Duration", vm1(port(22, "").replace("PT3H", "3 hours"))),
                Arguments.of(400, invalid, "Duration", vm1(port(22, "").replace("PT3H", "PT0S"))),
                Arguments.of(400, invalid, "Duration", vm1(port(22, "").replace("\"PT3H\"", "null"))),
                Arguments.of(400, "PortNamedTwice", "twice", vm1(port(22, ""), port(22, ""))),
                Arguments.of(400, "VmNamedTwice", "twice", twice()),
                Arguments.of(400, invalid, "postern", policyBody(with("\"postern\":{\"mfaa\":true}"))),
                Arguments.of(400, invalid, "postern", policyBody(with("\"postern\":{\"widestSource\":{\"ipv4\":0}}"))),
                Arguments.of(
                        400, invalid, "postern", policyBody(with("\"postern\":{\"authenticationContext\":\"a b\"}"))),
                Arguments.of(400, "PublicAddressUnreadable", "address", policyBody(with("\"publicIpAddress\":\"x\""))),
                Arguments.of(
                        400,
                        "VmElsewhere",
                        "subscription",
                        policyBody(vmBody(vm("R", "x").replace("dc23", "dc99"), port(22, "")))),
                Arguments.of(
                        404, "VirtualMachineNotFound", "nope", policyBody(vmBody(vm("Refused", "nope"), port(22, "")))),
                Arguments.of(
                        409,
                        "VirtualMachineNotSupported",
                        "bad",
                        policyBody(vmBody(vm("Refused", "bad"), port(22, "")))),
                Arguments.of(
                        409,
                        "VirtualMachineInAnotherPolicy",
                        "elsewhere",
                        policyBody(vmBody(vm("Refused", "vm2"), port(22, "")))),
                Arguments.of(400, invalid, "no more than", policyBody("null,".repeat(1001) + "null")));
    }

    static String vm1(String... ports) {
        return policyBody(vmBody(vm("Refused", "vm1"), ports));
    }

    private static String twice() {
        return policyBody(vmBody(vm("Refused", "vm1"), port(22, "")), vmBody(vm("refused", "VM1"), port(22, "")));
    }

    private static String with(String property) {
        return "{\"id\":\"" + vm("Refused", "vm1") + "\",\"ports\":[" + port(22, "") + "]," + property + "}";
    }
}
