package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.VMS;
import static io.postern.request.Neighbours.body;
import static io.postern.request.Neighbours.goodBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.VmId;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said beforehand, and that it is what happens: by the same refusals, from the same addresses. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class DryRunTest {
    private static final String FIREWALL = Neighbours.GROUP + "/providers/Microsoft.Network/azureFirewalls/fw";
    private static final String DRY = REQUESTS + "?dryRun=true";
    private static final String REASON = "\"justification\":\"deploy a fix\"";
    private static final String HOUR = "\"duration\":\"PT1H\"," + REASON;

    @Inject
    Neighbours neighbours;

    @BeforeEach
    void protectVms() {
        FakeAdvisers.mood = FakeAdvisers.Mood.HELPFUL;
        if (neighbours
                .strings("select vm from protected_vm where vm_key like '%/dry-office'")
                .isEmpty()) {
            neighbours.seen(
                    List.of("dry-1", "dry-mfa", "dry-c1", "dry-office", "dry-bare", "dry-gone"), JitStatus.PROTECTED);
            assess("dry-fw", JitStatus.PROTECTED, new Posture(Guard.NSG, FIREWALL, List.of()));
            neighbours.seen("dry-last", JitStatus.PROTECTED);
            put("dry-1", "", "*");
            put("dry-mfa", "\"mfa\":true", "*");
            put("dry-c1", "\"anySource\":true,\"authenticationContext\":\"c1\"", "*");
            put("dry-fw", "", "*");
            put("dry-gone", "", "*");
            put("dry-office", "", "198.51.100.0/24");
            assess("dry-gone", JitStatus.UNSUPPORTED, null);
            Neighbours.await(
                    "it cannot be opened any more",
                    () -> Api.post(DRY, TestIdentity.requester(), goodBody("dry-gone"))
                                    .status()
                            == 409);
        }
    }

    @AfterEach
    void neighboursAreHelpfulAgain() {
        FakeAdvisers.mood = FakeAdvisers.Mood.HELPFUL;
    }

    @Test
    void itSaysWhatWouldHappenAndWritesNothing() throws IOException {
        Map<String, Long> before = neighbours.rows();
        String token = TestIdentity.requester();
        Api.Answer answer = Api.post(DRY, token, body("dry-1", HOUR.replace("PT1H", "PT2H")))
                .is(200);
        assertThat(neighbours.rows()).isEqualTo(before);
        assertThat(answer.text("state")).isEqualTo("pending");
        assertThat(answer.json().has("id")).isFalse();
        JsonNode said = answer.json().path("dryRun");
        assertThat(said.path("decision").asText()).isEqualTo("accepted");
        assertThat(said.at("/policies/0/vm").asText()).isEqualTo(VMS + "dry-1");
        assertThat(said.at("/policies/0/policy").asText()).endsWith("/jitNetworkAccessPolicies/default");
        assertThat(said.at("/policies/0/version").asLong()).isPositive();
        assertThat(said.path("longestDuration").asText()).isEqualTo("PT3H");
        assertThat(said.at("/effectiveSources/0").asText()).isEqualTo("203.0.113.7/32");
        assertThat(said.at("/approval/known").asBoolean()).isTrue();
        assertThat(said.at("/approval/decision").asText()).isEqualTo("needs-approval");
        assertThat(said.at("/plan/known").asBoolean()).isTrue();
        assertThat(said.at("/plan/targets/0/boundaries/0/rules/0/priority").asInt())
                .isEqualTo(100);
        assertThat(said.at("/plan/targets/0/reason").isNull()).isTrue();
        wasAsked("/api/v1/forecasts", token, ",\"justification\":\"deploy a fix\"");
        wasAsked("/api/v1/plans", token, "");
        String emergency =
                HOUR.replace("PT1H", "PT2H") + ",\"ticket\":\"INC-1\",\"breakGlass\":{\"confirm\":\"dry-1\"}";
        assertThat(Api.post(DRY, token, body("dry-1", emergency)).is(200).json().path("breakGlass"))
                .hasToString("true");
        wasAsked(
                "/api/v1/forecasts",
                token,
                ",\"justification\":\"deploy a fix\",\"ticket\":\"INC-1\",\"breakGlass\":true");
        wasAsked("/api/v1/plans", token, "");
    }

    private static void wasAsked(String path, String token, String why) throws IOException {
        FakeAdvisers.Question question = FakeAdvisers.QUESTIONS.stream()
                .filter(each -> each.path().equals(path))
                .toList()
                .getLast();
        assertThat(question.authorization()).isEqualTo("Bearer " + token);
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(question.body())).isEqualTo(json.readTree("""
                {"targets":[{"vm":"%s","ports":[{"port":22,"protocol":"TCP"}]}],"sources":["203.0.113.7/32"],
                 "duration":"PT2H"%s}""".formatted(VMS + "dry-1", why)));
    }

    @ParameterizedTest
    @EnumSource(value = FakeAdvisers.Mood.class, names = "HELPFUL", mode = EnumSource.Mode.EXCLUDE)
    void itIsSaidWithoutNeighboursToo(FakeAdvisers.Mood mood) {
        FakeAdvisers.mood = mood;
        JsonNode said = Api.post(DRY, TestIdentity.requester(), goodBody("dry-1"))
                .is(200)
                .json()
                .path("dryRun");
        for (JsonNode part : List.of(said.path("approval"), said.path("plan"))) {
            assertThat(part.path("known").asBoolean(true)).isFalse();
            assertThat(part.path("detail").asText()).endsWith(".").doesNotContain("Exception", "127.0.0.1", "oops");
        }
        assertThat(said.path("decision").asText()).isEqualTo("accepted");
    }

    @ParameterizedTest
    @MethodSource
    void itIsRefusedAsTheSubmissionIs(int status, String type, String token, String body) {
        Map<String, Long> before = neighbours.rows();
        int asked = FakeAdvisers.QUESTIONS.size();
        Api.Answer tried = Api.post(DRY, token, body);
        assertThat(neighbours.rows()).isEqualTo(before);
        assertThat(FakeAdvisers.QUESTIONS).hasSize(asked);
        Api.Answer submitted = Api.post(REQUESTS, token, body);
        assertThat(tried.status()).as(tried.body()).isEqualTo(status);
        assertThat(tried.text("type")).isEqualTo("urn:postern:problem:" + type);
        assertThat(tried.json().path("errors").get(0).asText()).isEqualTo(tried.text("detail"));
        assertThat(submitted.status()).isEqualTo(status);
        assertThat(submitted.json()).isEqualTo(tried.json());
        assertThat(submitted.header("WWW-Authenticate")).isEqualTo(tried.header("WWW-Authenticate"));
    }

    static Stream<Arguments> itIsRefusedAsTheSubmissionIs() {
        String requester = TestIdentity.requester();
        String vms = String.join(
                ",",
                IntStream.range(0, 21)
                        .mapToObj(n -> "{\"vm\":\"" + VMS + "v" + n + "\",\"ports\":[22]}")
                        .toList());
        return Stream.of(
                Arguments.of(403, "not-entitled", TestIdentity.auditor(), goodBody("dry-1")),
                Arguments.of(401, "claims-challenge", requester, goodBody("dry-c1")),
                Arguments.of(400, "empty", requester, "{\"targets\":[]," + HOUR + "}"),
                Arguments.of(400, "too-many", requester, "{\"targets\":[" + vms + "]," + HOUR + "}"),
                Arguments.of(400, "named-twice", requester, sources("dry-1", "203.0.113.9\",\"203.0.113.9/32")),
                Arguments.of(400, "text-unusable", requester, body("dry-1", HOUR.replace("deploy a fix", " "))),
                Arguments.of(400, "no-window", requester, body("dry-1", REASON)),
                Arguments.of(
                        400, "two-windows", requester, body("dry-1", HOUR + ",\"endsAt\":\"2099-01-01T00:00:00Z\"")),
                Arguments.of(
                        400, "window-over", requester, body("dry-1", REASON + ",\"endsAt\":\"2001-01-01T00:00:00Z\"")),
                Arguments.of(400, "window-too-short", requester, body("dry-1", HOUR.replace("PT1H", "PT1S"))),
                Arguments.of(400, "window-too-long", requester, body("dry-1", HOUR.replace("PT1H", "PT3H1S"))),
                Arguments.of(400, "source-too-wide", requester, sources("dry-1", "203.0.112.0/23")),
                Arguments.of(400, "source-too-wide", requester, sources("dry-1", "*")),
                Arguments.of(400, "source-unusable", requester, sources("dry-1", "10.1.2.3")),
                Arguments.of(400, "source-not-allowed", requester, goodBody("dry-office")),
                Arguments.of(404, "unknown-vm", requester, goodBody("dry-nope")),
                Arguments.of(409, "vm-not-protected", requester, goodBody("dry-bare")),
                Arguments.of(409, "vm-unsupported", requester, goodBody("dry-gone")),
                Arguments.of(400, "firewall-ipv4-only", requester, sources("dry-fw", "2001:db8::9")),
                Arguments.of(
                        400, "port-not-offered", requester, goodBody("dry-1").replace("[22]", "[22,23]")));
    }

    @Test
    void whatWouldBeAnsweredWithAnEarlierRequestIsSaidToBe() {
        String token = TestIdentity.requester();
        String body = sources("dry-1", "192.0.2.78");
        String id = keyed(REQUESTS, body, "dry-key").is(202).text("id");
        Map<String, Long> before = neighbours.rows();
        assertThat(Api.post(DRY, token, body).is(200).text("id")).isEqualTo(id);
        assertThat(keyed(DRY, body, "dry-key").is(200).text("id")).isEqualTo(id);
        for (String path : List.of(DRY, REQUESTS)) {
            assertThat(keyed(path, sources("dry-1", "192.0.2.79"), "dry-key")
                            .is(422)
                            .text("type"))
                    .isEqualTo("urn:postern:problem:key-reused");
            keyed(path, body, "two words").is(400);
        }
        assertThat(neighbours.rows()).isEqualTo(before);
    }

    private static Api.Answer keyed(String path, String body, String key) {
        return Api.post(path, TestIdentity.requester(), BodyPublishers.ofString(body), "Idempotency-Key", key);
    }

    @Test
    void everythingThatStandsAgainstItIsListed() {
        Api.Answer answer = Api.post(DRY, TestIdentity.requester(), sources("dry-office", "10.0.0.0/8"))
                .is(400);
        assertThat(answer.json().path("errors")).hasSize(3);
    }

    @Test
    void aPolicysWishForAuthenticationIsAChallengeUntilItIsMet() {
        challenged(
                Api.post(REQUESTS, TestIdentity.authenticated(List.of("pwd"), List.of()), goodBody("dry-mfa")),
                "{\"access_token\":{\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}}}");
        Api.post(REQUESTS, TestIdentity.authenticated(List.of("pwd", "mfa"), List.of()), goodBody("dry-mfa"))
                .is(202);
        challenged(
                Api.post(REQUESTS, TestIdentity.authenticated(List.of("mfa"), List.of("c2")), goodBody("dry-c1")),
                "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}");
        Api.Answer open = Api.post(
                        REQUESTS, TestIdentity.authenticated(List.of(), List.of("c2", "c1")), sources("dry-c1", "*"))
                .is(202);
        assertThat(open.json().path("sources")).hasSize(2);
    }

    private static void challenged(Api.Answer answer, String claims) {
        assertThat(answer.is(401).text("type")).isEqualTo("urn:postern:problem:claims-challenge");
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"postern\", error=\"insufficient_claims\", claims=\""
                        + Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "\"");
    }

    private static String sources(String vm, String sources) {
        return body(vm, HOUR + ",\"sources\":[\"" + sources + "\"]");
    }

    private static void put(String vm, String conditions, String allowed) {
        Api.send(Api.to("/api/v1/virtual-machines" + VMS + vm + "/jit-policy")
                        .header("Authorization", "Bearer " + TestIdentity.admin())
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("""
                                {"ports":[{"port":22,"protocol":"TCP","allowedSources":["%s"],"maxDuration":"PT3H"}],
                                 "conditions":{%s}}""".formatted(allowed, conditions))))
                .is(200);
    }

    private void assess(String vm, JitStatus status, @Nullable Posture posture) {
        String reason = status == JitStatus.UNSUPPORTED ? "NoPrivateAddress" : null;
        neighbours.say(
                Source.ENFORCER_SERVICE,
                new VmAssessed(new VmId(VMS + vm), "westeurope", "Linux", List.of(), status, reason, null, posture),
                Instant.parse("2030-01-01T00:00:00Z"));
    }
}
