package io.postern.request;

import static io.postern.request.Arm.error;
import static io.postern.request.Arm.initiate;
import static io.postern.request.Arm.initiateBody;
import static io.postern.request.Arm.initiateVm;
import static io.postern.request.Arm.policy;
import static io.postern.request.Arm.policyId;
import static io.postern.request.Arm.vm;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for access over Azure's API, and every way to be turned away with nothing written. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class ArmInitiateTest {
    private static final String VM1 = vm("Asked", "vm1");
    private static final String VM2 = vm("Asked", "vm2");
    private static final String HOUR = ",\"duration\":\"PT1H\"";

    @Inject
    Neighbours service;

    private final String requester = TestIdentity.requester();

    @BeforeEach
    void protectSomeVms() {
        if (service.strings("select vm from protected_vm where vm = '" + VM1 + "'")
                .isEmpty()) {
            Arm.seen(service, "Asked", "vm1", "vm2", "vm3");
            Arm.protect("Asked", "default", "vm1", "vm2");
            Arm.protect("Asked", "other", "vm3");
        }
    }

    @Test
    void severalVmsPortsSourcesAndEndsAreOneAnswerAndARequestForEachSetOfTerms() {
        Instant end = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
        String until = ",\"endTimeUtc\":\"" + end.plusNanos(987_654_300).atOffset(ZoneOffset.ofHours(3)) + "\"";
        String one = ",\"allowedSourceAddressPrefix\":\"198.51.100.7\"";
        String several = ",\"allowedSourceAddressPrefixes\":[\"198.51.100.0/25\",\"2001:db8::7\"]";
        Api.Answer answer = Arm.post(
                        policyId("asked", "DEFAULT") + "/Initiate" + Arm.VERSION,
                        requester,
                        initiateBody(
                                initiateVm(
                                        VM1.toUpperCase(Locale.ROOT), ask(22, HOUR + one), ask(3389, until + several)),
                                initiateVm(VM2, ask(22, HOUR + one))))
                .is(202);
        JsonNode body = answer.json();
        assertThat(body.path("requestor").asText()).isEqualTo("Requester");
        assertThat(body.path("justification").asText()).isEqualTo("deploy a fix");
        assertThat(body.at("/virtualMachines/0/id").asText()).isEqualTo(VM1);
        JsonNode first = body.at("/virtualMachines/0/ports/0");
        assertThat(first.path("allowedSourceAddressPrefix").asText()).isEqualTo("198.51.100.7");
        assertThat(first.path("status").asText()).isEqualTo("Initiated");
        assertThat(first.path("statusReason").asText()).isEqualTo("UserRequested");
        assertThat(Instant.parse(first.path("endTimeUtc").asText()))
                .isEqualTo(Instant.parse(body.path("startTimeUtc").asText()).plus(Duration.ofHours(1)));
        JsonNode second = body.at("/virtualMachines/0/ports/1");
        assertThat(second.path("endTimeUtc").asText()).isEqualTo(end.toString());
        assertThat(second.path("allowedSourceAddressPrefixes").toString())
                .isEqualTo("[\"198.51.100.0/25\",\"2001:db8::7\"]");
        assertThat(body.at("/virtualMachines/1/ports/0/number").asInt()).isEqualTo(22);
        assertThat(answer.header("Location")).isEmpty();

        List<String> ids = List.of(answer.header("postern-request-ids").split(",", -1));
        assertThat(ids).hasSize(2);
        JsonNode together =
                Api.get(Api.REQUESTS + "/" + ids.getFirst(), requester).is(200).json();
        assertThat(together.path("targets").findValuesAsText("vm")).containsExactly(VM1, VM2);

        JsonNode history =
                Arm.get(policy("Asked", "default"), requester).is(200).json().at("/properties/requests");
        assertThat(history.path(0).path("requestor").asText()).isEqualTo("Requester");
        assertThat(history.findValuesAsText("number")).contains("22", "3389");
        assertThat(Arm.get(policy("Asked", "default"), TestIdentity.auditor())
                        .json()
                        .at("/properties/requests"))
                .isNotEmpty();
        assertThat(Arm.get(policy("Asked", "other"), TestIdentity.auditor())
                        .json()
                        .at("/properties/requests"))
                .isEmpty();
        String stranger = TestIdentity.person(3, "Second", List.of("Postern.Request"), List.of());
        assertThat(Arm.get(policy("Asked", "default"), stranger).is(200).json().at("/properties/requests"))
                .isEmpty();
    }

    @Test
    void whoNamesNoSourceIsAskedForAtTheirOwnAddressAndWithoutAWordWithOurs() {
        JsonNode body = Arm.post(
                        initiate("Asked", "default"),
                        requester,
                        "{\"virtualMachines\":[" + initiateVm(VM2, ask(3389, HOUR)) + "],\"justification\":null}")
                .is(202)
                .json();
        assertThat(body.at("/virtualMachines/0/ports/0/allowedSourceAddressPrefix")
                        .asText())
                .isEqualTo("203.0.113.7");
        assertThat(body.path("justification").asText()).isEqualTo("Requested through the Azure API");
    }

    @Test
    void aBodyIsLookedAtBeforeThePolicyIsLookedFor() {
        String good = initiateBody(initiateVm(VM1, ask(22, HOUR)));
        error(Arm.post(initiate("Asked", "nowhere"), requester, good), 404, "PolicyNotFound");
        error(
                Arm.post(initiate("Asked", "nowhere"), requester, initiateBody(initiateVm(VM1, ask(22, "")))),
                400,
                "InvalidInitiateInput");
        error(Arm.post(policyId("Asked", "default") + "/begin" + Arm.VERSION, requester, good), 404, "NotFound");
        error(Arm.get(initiate("Asked", "default"), requester), 405, "MethodNotAllowed");
    }

    @ParameterizedTest
    @MethodSource
    void whatCannotBeAskedForIsRefusedAsAWhole(String code, String hint, String body) {
        Map<String, Long> before = service.rows();
        Api.Answer answer = error(Arm.post(initiate("Asked", "default"), requester, body), 400, code);
        assertThat(answer.json().at("/error/message").asText()).contains(hint);
        assertThat(service.rows()).isEqualTo(before);
    }

    static Stream<Arguments> whatCannotBeAskedForIsRefusedAsAWhole() {
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

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%F0%9F", "a%2Fb", "..%2f..", "%7Bx%7D"})
    void aNameThatIsNoneIsNoReasonToFail(String name) {
        for (String path : List.of(
                policyId("Asked", name) + "/initiate" + Arm.VERSION,
                policyId(name, "default") + "/INITIATE" + Arm.VERSION,
                "/subscriptions/" + name + "/providers/Microsoft.Security/jitNetworkAccessPolicies" + Arm.VERSION)) {
            Api.Answer answer = Arm.post(path, requester, port1(ask(22, HOUR)));
            assertThat(answer.status()).as(path + answer).isBetween(400, 405);
        }
    }

    private static String port1(String... ports) {
        return initiateBody(initiateVm(VM1, ports));
    }

    private static String ask(int port, String rest) {
        return "{\"number\":" + port + rest + "}";
    }

    private static String source(String text) {
        return ",\"allowedSourceAddressPrefix\":\"" + text + "\"";
    }

    private static String[] many(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).toArray(String[]::new);
    }
}
