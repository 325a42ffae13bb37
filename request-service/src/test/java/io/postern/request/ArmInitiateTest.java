package io.postern.request;

import static io.postern.request.Arm.error;
import static io.postern.request.Arm.initiate;
import static io.postern.request.Arm.initiateBody;
import static io.postern.request.Arm.initiateVm;
import static io.postern.request.Arm.policy;
import static io.postern.request.Arm.policyId;
import static io.postern.request.Arm.vm;
import static io.postern.request.BadInitiations.HOUR;
import static io.postern.request.BadInitiations.ask;
import static io.postern.request.BadInitiations.port1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.id.RequestId;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for access over Azure's API, and every way to be turned away with nothing written. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class ArmInitiateTest {
    static final String VM1 = vm("Asked", "vm1");
    static final String VM2 = vm("Asked", "vm2");

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
    void aHistoryIsOfTheLastDaysAndNoLongerThanAScreenful() {
        Arm.seen(service, "Past", "vm1", "vm2");
        Arm.protect("Past", "default", "vm1", "vm2");
        String asked = initiateBody(
                initiateVm(vm("Past", "vm1"), ask(22, HOUR)), initiateVm(vm("Past", "vm2"), ask(22, HOUR)));
        String id =
                Arm.post(initiate("Past", "default"), requester, asked).is(202).header("postern-request-ids");
        copy(id, "01ARZ3NDEK0000000000000PST", "long ago");
        for (String token : List.of(requester, TestIdentity.auditor())) {
            assertThat(history(token).findValuesAsText("justification")).containsExactly("deploy a fix");
        }
        IntStream.range(0, 104).forEach(i -> copy(id, RequestId.next().value(), "again " + i));
        List<String> newest = history(requester).findValuesAsText("justification");
        assertThat(newest).hasSize(100).startsWith("again 103", "again 102").endsWith("again 4");
        assertThat(history(TestIdentity.auditor()).findValuesAsText("justification"))
                .isEqualTo(newest);
    }

    private static JsonNode history(String token) {
        return Arm.get(policy("Past", "default"), token).is(200).json().at("/properties/requests");
    }

    /** The same request, made at another time. */
    private void copy(String id, String copy, String justification) {
        service.strings("""
                insert into access_request select (jsonb_populate_record(r, jsonb_build_object(
                    'id', '%s', 'terms', replace(r.terms, 'deploy a fix', '%s')))).*
                from access_request r where id = '%s' returning id""".formatted(copy, justification, id));
        service.strings(
                "insert into access_request_vm (request_id, vm_key) select '%s', vm_key from access_request_vm where request_id = '%s' returning request_id"
                        .formatted(copy, id));
    }

    @Test
    void aPolicyThatDemandsMoreOfATokenChallengesForIt() {
        Arm.seen(service, "Careful", "vm1");
        Arm.put(
                        policy("Careful", "default"),
                        TestIdentity.admin(),
                        Arm.policyBody("{\"id\":\"" + vm("Careful", "vm1") + "\",\"ports\":[" + Arm.port(22, "")
                                + "],\"postern\":{\"mfa\":true}}"))
                .is(200);
        Api.Answer challenged = error(
                Arm.post(
                        initiate("Careful", "default"),
                        requester,
                        initiateBody(initiateVm(vm("Careful", "vm1"), ask(22, HOUR)))),
                401,
                "InteractionRequired");
        assertThat(challenged.header("WWW-Authenticate")).contains("insufficient_claims", "claims=");
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
    @MethodSource("io.postern.request.BadInitiations#all")
    void whatCannotBeAskedForIsRefusedAsAWhole(String code, String hint, String body) {
        Map<String, Long> before = service.rows();
        Api.Answer answer = error(Arm.post(initiate("Asked", "default"), requester, body), 400, code);
        assertThat(answer.json().at("/error/message").asText()).contains(hint);
        assertThat(service.rows()).isEqualTo(before);
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
}
