package io.postern.request;

import static io.postern.request.Api.REQUESTS;
import static io.postern.request.Neighbours.VMS;
import static io.postern.request.Neighbours.body;
import static io.postern.request.Neighbours.goodBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a problem document, the right status, a sentence that helps, and nothing written. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class BadInputTest {
    private static final String REASON = "\"justification\":\"deploy a fix\"";
    private static final String HOUR = "\"duration\":\"PT1H\"," + REASON;

    @Inject
    Neighbours service;

    private Map<String, Long> before;

    @BeforeEach
    void protectAVm() {
        if (service.strings("select vm from protected_vm where vm_key like '%/web-1'")
                .isEmpty()) {
            service.protectedVm("web-1");
            service.seen("bare-1", JitStatus.NOT_CONFIGURED);
        }
        before = service.rows();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(service.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatIsNoneIsAProblem(int status, String hint, String body) {
        problem(Api.post(REQUESTS, TestIdentity.requester(), body), status, hint);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void soItIsInADryRun(int status, String hint, String body) {
        problem(Api.post(REQUESTS + "?dryRun=true", TestIdentity.requester(), body), status, hint);
    }

    static Stream<Arguments> bodies() {
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
                Arguments.of(400, "sources[0]", sources("*")),
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
                Arguments.of(400, "", "[".repeat(5000)),
                Arguments.of(400, "", "{\"targets\":" + "[".repeat(5000) + "]".repeat(5000) + "}"),
                Arguments.of(400, "", "{\"targets\":" + "{\"vm\":".repeat(2000)));
    }

    @Test
    void bytesThatAreNotUtf8AreAProblem() {
        byte[] latin = body("web-1", "\"duration\":\"PT1H\",\"justification\":\"caf\u00e9\"")
                .getBytes(StandardCharsets.ISO_8859_1);
        problem(Api.post(REQUESTS, TestIdentity.requester(), BodyPublishers.ofByteArray(latin)), 400, "");
    }

    @Test
    void aWrongContentTypeIsRefused() {
        problem(
                Api.send(Api.to(REQUESTS)
                        .header("Authorization", "Bearer " + TestIdentity.requester())
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(goodBody("web-1")))),
                415,
                "application/json");
    }

    @Test
    void noBodyAtAllIsRefused() {
        problem(
                Api.send(Api.to(REQUESTS)
                        .header("Authorization", "Bearer " + TestIdentity.requester())
                        .POST(BodyPublishers.noBody())),
                400,
                "body");
    }

    @Test
    void aBodyTooLargeIsRefused() {
        problem(Api.post(REQUESTS, TestIdentity.requester(), justification("x".repeat(70_000))), 413, "larger");
    }

    @Test
    void aBodyTooLargeInPiecesIsRefused() {
        byte[] large = justification("x".repeat(200_000)).getBytes(StandardCharsets.UTF_8);
        Api.Answer answer = Api.post(
                REQUESTS,
                TestIdentity.requester(),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
        problem(answer, 413, "larger");
    }

    @Test
    void aRequestWithoutATokenIsChallenged() {
        for (String path : List.of(REQUESTS, REQUESTS + "/01ARZ3NDEKTSV4RRFFQ69G5FAV", "/api/v1/virtual-machines")) {
            challenged(Api.send(Api.to(path).GET()), "Bearer");
        }
        for (String path : List.of(REQUESTS, REQUESTS + "/x/revoke", "/api/v1/virtual-machines/protect")) {
            challenged(
                    Api.send(Api.to(path)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(goodBody("web-1")))),
                    "Bearer");
        }
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void aTokenThatIsNotGoodIsChallenged(String token) {
        challenged(Api.post(REQUESTS, token, goodBody("web-1")), "invalid_token");
    }

    static List<String> badTokens() {
        return List.of(
                TestIdentity.expired(),
                TestIdentity.forAnotherService(),
                TestIdentity.fromAnotherIssuer(),
                TestIdentity.signedByAStranger(),
                TestIdentity.unsigned(),
                TestIdentity.signedWithThePublicKey(),
                "garbage",
                "a.b.c",
                "eyJhbGciOiJSUzI1NiJ9..");
    }

    @Test
    void aTokenThatNamesNobodyIsForbidden() {
        problem(Api.post(REQUESTS, TestIdentity.nameless(), goodBody("web-1")), 403, "oid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api", "/api/v1/nothing", "/api/v2/access-requests", "/q/nothing", "/%00", "/..%2f.."})
    void anUnknownPathIsAProblem(String path) {
        problem(Api.get(path, TestIdentity.requester()), 404, "");
    }

    @Test
    void aWrongMethodIsAProblem() {
        Api.Answer answer = Api.send(Api.to(REQUESTS)
                .header("Authorization", "Bearer " + TestIdentity.requester())
                .DELETE());
        problem(answer, 405, "method");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=opened",
                "state=OPEN",
                "vm=web-1",
                "requester=somebody",
                "after=1",
                "limit=0",
                "limit=-1",
                "limit=201",
                "limit=99999999999",
                "limit=x"
            })
    void aFilterThatIsNoneIsAProblem(String filter) {
        problem(Api.get(REQUESTS + "?" + filter, TestIdentity.requester()), 400, "Field");
    }

    @Test
    void aDryRunThatIsNotSaidClearlyIsNotARealRun() {
        problem(Api.post(REQUESTS + "?dryRun=1", TestIdentity.requester(), goodBody("web-1")), 400, "dryRun");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "KEY"})
    void anIdempotencyKeyThatIsNoneIsAProblem(String key) {
        String text = key.equals("KEY") ? "k".repeat(256) : key;
        problem(
                Api.post(
                        REQUESTS,
                        TestIdentity.requester(),
                        BodyPublishers.ofString(goodBody("web-1")),
                        "Idempotency-Key",
                        text),
                400,
                "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01ARZ3NDEKTSV4RRFFQ69G5FAV", "nonsense", "%00", "%F0%9F"})
    void anUnknownRequestIsAProblem(String id) {
        for (String order : List.of("cancel", "revoke", "release")) {
            Api.Answer answer = Api.post(REQUESTS + "/" + id + "/" + order, TestIdentity.requester(), "{}");
            assertThat(answer.status()).isIn(400, 404);
            problem(answer, answer.status(), "");
        }
        Api.Answer shown = Api.get(REQUESTS + "/" + id, TestIdentity.requester());
        assertThat(shown.status()).isIn(400, 404);
        problem(shown, shown.status(), "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"virtualMachines\":[]}",
                "{\"virtualMachines\":[null]}",
                "{\"virtualMachines\":[\"x\"]}"
            })
    void nothingIsProtectedByABadOrder(String body) {
        problem(Api.post("/api/v1/virtual-machines/protect", TestIdentity.admin(), body), 400, "Field");
    }

    private static void challenged(Api.Answer answer, String challenge) {
        problem(answer, 401, "token");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer").contains(challenge);
    }

    private static void problem(Api.Answer answer, int status, String hint) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("title")).isNotBlank();
        assertThat(answer.text("type")).isNotBlank();
        assertThat(answer.text("detail")).endsWith(".").containsIgnoringCase(hint);
        assertThat(answer.body()).doesNotContain("io.postern", "java.", "Exception", "at org.");
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

    private static String justification(String text) {
        return body("web-1", "\"duration\":\"PT1H\",\"justification\":\"" + text + "\"");
    }

    private static String numbers(int count) {
        return Stream.iterate(1000, n -> n + 1)
                .limit(count)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }
}
