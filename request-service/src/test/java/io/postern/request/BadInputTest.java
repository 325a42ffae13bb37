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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a problem document, the right status, a sentence that helps, and nothing written. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(TestIdentity.class)
@QuarkusTestResource(FakeEnforcer.class)
class BadInputTest {
    @Inject
    Neighbours service;

    private Map<String, Long> before;

    @BeforeEach
    void protectAVm() {
        if (service.strings("select vm from protected_vm where vm_key like '%/web-1'")
                .isEmpty()) {
            service.protectedVm("web-1");
        }
        if (service.strings("select vm from inventory_vm where vm_key like '%/bare-1'")
                .isEmpty()) {
            service.seen("bare-1", JitStatus.NOT_CONFIGURED);
        }
        before = service.rows();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(service.rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("io.postern.request.BadBodies#all")
    void aBodyThatIsNoneIsAProblem(int status, String hint, String body) {
        problem(Api.post(REQUESTS, TestIdentity.requester(), body), status, hint);
    }

    @ParameterizedTest
    @MethodSource("io.postern.request.BadBodies#all")
    void soItIsInADryRun(int status, String hint, String body) {
        problem(Api.post(REQUESTS + "?dryRun=true", TestIdentity.requester(), body), status, hint);
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
        problem(
                Api.post(REQUESTS, TestIdentity.requester(), BadBodies.justification("x".repeat(70_000))),
                413,
                "larger");
    }

    @Test
    void aBodyTooLargeInPiecesIsRefused() {
        byte[] large = BadBodies.justification("x".repeat(200_000)).getBytes(StandardCharsets.UTF_8);
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
        String requester = TestIdentity.requester();
        for (String query : List.of("dryRun=1", "dryRun=true&dryRun=false", "dry-run", "dryRun=true&x=1")) {
            problem(Api.post(REQUESTS + "?" + query, requester, goodBody("web-1")), 400, "dryRun");
        }
        for (String query : List.of("dryRun", "dryRun=", "dryRun=true", "dryrun=true")) {
            assertThat(Api.post(REQUESTS + "?" + query, requester, goodBody("web-1"))
                            .status())
                    .as(query)
                    .isEqualTo(200);
        }
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
                "{\"virtualMachines\":[\"x\"]}",
                "{\"virtualMachines\":[\"" + VMS + "bare-1\"],\"ports\":\"some\"}"
            })
    void nothingIsProtectedByABadOrder(String body) {
        problem(Api.post("/api/v1/virtual-machines/protect", TestIdentity.admin(), body), 400, "Field");
    }

    @ParameterizedTest
    @MethodSource("io.postern.request.BadPolicies#all")
    void noPolicyIsMadeByABadBody(int status, String hint, String body) {
        problem(put("bare-1", body), status, hint);
    }

    @Test
    void noPolicyIsMadeOfWhatIsNoVm() {
        problem(put("nope-1", "{}"), 404, "nope-1");
        for (String id : List.of("x", VMS + "a%00b", "/subscriptions/1" + VMS + "web-1", "%2F%2F", VMS + "web-1/x")) {
            problem(Api.get("/api/v1/virtual-machines/" + id + "/jit-policy", TestIdentity.admin()), 400, "VM id");
        }
    }

    @Test
    void aPolicyIsNotPutByAnythingElseThanAPut() {
        String path = "/api/v1/virtual-machines" + VMS + "bare-1/jit-policy";
        problem(Api.post(path, TestIdentity.admin(), "{}"), 405, "method");
        problem(Api.send(put(path, "{}", "text/plain")), 415, "application/json");
        challenged(Api.send(Api.to(path).GET()), "Bearer");
        challenged(Api.send(Api.to(path).DELETE()), "Bearer");
        problem(Api.send(put(path, "{}", "application/json").header("If-None-Match", "\"1\"")), 400, "If-None-Match");
    }

    private static Api.Answer put(String vm, String body) {
        return Api.send(put("/api/v1/virtual-machines" + VMS + vm + "/jit-policy", body, "application/json"));
    }

    private static HttpRequest.Builder put(String path, String body, String type) {
        return Api.to(path)
                .header("Authorization", "Bearer " + TestIdentity.admin())
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString(body));
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
}
