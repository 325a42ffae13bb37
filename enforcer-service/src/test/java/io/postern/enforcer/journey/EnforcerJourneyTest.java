package io.postern.enforcer.journey;

import static io.postern.enforcer.journey.Stage.CONTOSO;
import static io.postern.enforcer.journey.Stage.as;
import static io.postern.enforcer.journey.Stage.policyOf;
import static io.postern.enforcer.journey.Stage.post;
import static io.postern.enforcer.journey.Stage.rawNsg;
import static io.postern.enforcer.journey.Stage.ruleNames;
import static io.postern.enforcer.journey.Stage.setting;
import static io.postern.enforcer.journey.Stage.statusOfGet;
import static io.postern.enforcer.journey.Stage.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(Surroundings.class)
class EnforcerJourneyTest {
    private static final VmId WEB = new VmId(CONTOSO + "Microsoft.Compute/virtualMachines/web-1");
    private static final VmId JUMP = new VmId(CONTOSO + "Microsoft.Compute/virtualMachines/jump-1");
    private static final VmId BARE = new VmId(CONTOSO + "Microsoft.Compute/virtualMachines/bare-1");
    private static final PersonId ALICE = new PersonId("t", "alice");

    private Wire wire;

    @BeforeEach
    void protectWeb() {
        wire = new Wire();
        protect(WEB);
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    @Test
    void anApprovedRequestOpensOneRuleAndItsEndTakesItAway() {
        Approved approved = approval(WEB, Duration.ofSeconds(5));
        Instant told = Instant.now();
        wire.tell(Source.APPROVAL_SERVICE, approved);

        RulesApplied applied =
                wire.next(RulesApplied.class, about -> about.requestId().equals(approved.requestId()));
        assertThat(Duration.between(told, applied.from())).isLessThan(Duration.ofSeconds(3));
        assertThat(ruleNames()).contains(applied.ruleName());

        RulesRemoved removed =
                wire.next(RulesRemoved.class, about -> about.grantId().equals(applied.grantId()));
        assertThat(Instant.now()).isBetween(applied.until(), applied.until().plusSeconds(2));
        assertThat(removed.reason()).isEqualTo(CloseReason.EXPIRED);
        assertThat(removed.boundaries().getFirst().correlationId()).isNotBlank();
        assertThat(ruleNames()).doesNotContain(applied.ruleName()).anyMatch(name -> name.contains("-deny-"));
    }

    @Test
    void aCloseByHttpTakesTheRuleAwayAtOnceAndNeedsTheRole() {
        Approved approved = approval(WEB, Duration.ofHours(1));
        wire.tell(Source.APPROVAL_SERVICE, approved);
        RulesApplied applied =
                wire.next(RulesApplied.class, about -> about.requestId().equals(approved.requestId()));
        String path = "/api/v1/grants/" + approved.requestId() + "/close";

        given().contentType(ContentType.JSON)
                .body("{\"reason\":\"revoked\"}")
                .post(path)
                .then()
                .statusCode(401);
        as("requester")
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"revoked\"}")
                .post(path)
                .then()
                .statusCode(403);
        as("postern-request")
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"bored\"}")
                .post(path)
                .then()
                .statusCode(400);
        as("postern-request")
                .contentType(ContentType.JSON)
                .body("{\"reason\":")
                .post(path)
                .then()
                .statusCode(400);
        as("admin").get("/api/v1/grants/" + applied.grantId()).then().body("state", equalTo("open"));

        as("postern-request")
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"revoked\"}")
                .post(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("closed"));

        assertThat(ruleNames()).doesNotContain(applied.ruleName());
        assertThat(wire.next(RulesRemoved.class, about -> about.grantId().equals(applied.grantId()))
                        .reason())
                .isEqualTo(CloseReason.REVOKED);
    }

    @Test
    void aCloseOfAnUnknownRequestOutlivesItsApproval() {
        Approved approved = approval(WEB, Duration.ofHours(1));
        as("postern-request")
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"released\"}")
                .post("/api/v1/grants/" + approved.requestId() + "/close")
                .then()
                .statusCode(200)
                .body("state", equalTo("closed"));

        wire.tell(Source.APPROVAL_SERVICE, approved);

        assertThat(wire.next(
                                EnforcementRefused.class,
                                about -> about.requestId().equals(approved.requestId()))
                        .reason())
                .isEqualTo("released");
    }

    @Test
    void anApprovalThatNobodySignedOpensNothing() {
        List<String> before = ruleNames();
        Approved approved = TestKeys.with(approval(WEB, Duration.ofHours(1)), "e30.e30.c2ln");

        wire.tell(Source.APPROVAL_SERVICE, approved);

        assertThat(wire.next(
                                AttemptRefused.class,
                                about -> about.about()
                                        .equals(approved.requestId().value()))
                        .reason())
                .isEqualTo("signature");
        assertThat(ruleNames()).isSubsetOf(before);
    }

    @Test
    void aVmWithoutAnNsgOfItsOwnIsUnsupportedAndItsGrantsAreRefused() {
        wire.next(VmAssessed.class, vm -> vm.vm().equals(BARE) && vm.status() == JitStatus.UNSUPPORTED);
        Approved approved = approval(BARE, Duration.ofHours(1));

        wire.tell(Source.APPROVAL_SERVICE, approved);

        assertThat(wire.next(
                                EnforcementRefused.class,
                                about -> about.requestId().equals(approved.requestId()))
                        .reason())
                .isEqualTo("unsupported");
    }

    @Test
    void aVmThatOnlyItsSubnetGuardsIsOpenedThereAndForItsRequesterAlone() {
        VmId db = new VmId(CONTOSO + "Microsoft.Compute/virtualMachines/db-1");
        protect(db);
        assertThat(reaches("203.0.113.7", "db-1")).isFalse();
        Approved approved = approval(db, Duration.ofHours(1));
        wire.tell(Source.APPROVAL_SERVICE, approved);

        RulesApplied applied =
                wire.next(RulesApplied.class, about -> about.requestId().equals(approved.requestId()));

        assertThat(applied.boundaries())
                .singleElement()
                .satisfies(write -> assertThat(write.boundary().name()).isEqualTo("data-nsg"));
        assertThat(reaches("203.0.113.7", "db-1")).isTrue();
        assertThat(reaches("198.51.100.9", "db-1")).isFalse();
    }

    @Test
    void whatAFirewallLeadsToIsProtectedAndNotOpened() {
        VmId spoke = new VmId(CONTOSO + "Microsoft.Compute/virtualMachines/fw-1");
        protect(spoke);
        Approved approved = approval(spoke, Duration.ofHours(1));
        wire.tell(Source.APPROVAL_SERVICE, approved);

        EnforcementRefused refused =
                wire.next(EnforcementRefused.class, about -> about.requestId().equals(approved.requestId()));

        assertThat(refused.reason()).isEqualTo("firewall-not-enforced");
        assertThat(refused.detail()).contains("contoso-fw");
    }

    @Test
    void thePlanOfARequestIsWhatIsWrittenOnceItIsApproved() {
        String wish = BadWishes.good(WEB, "203.0.113.7");
        assertThat(post("/api/v1/plans", "admin", wish).statusCode()).isEqualTo(200);
        JsonPath plan = new JsonPath(post("/api/v1/plans", "requester", wish).body());
        assertThat(plan.getBoolean("known")).isTrue();
        assertThat(plan.getString("held")).isNull();
        assertThat(plan.getBoolean("targets[0].possible")).isTrue();
        String rule = "targets[0].boundaries[0].rules[0].";
        assertThat(plan.getString(rule + "action")).isEqualTo("add");
        assertThat(plan.getString(rule + "name")).isEqualTo("postern-demo-{grant}-{end}");

        Approved approved = approval(WEB, Duration.ofHours(1));
        wire.tell(Source.APPROVAL_SERVICE, approved);
        RulesApplied applied =
                wire.next(RulesApplied.class, about -> about.requestId().equals(approved.requestId()));

        Map<String, Object> written = new JsonPath(rawNsg("web-1-nsg"))
                .param("name", applied.ruleName())
                .getMap("properties.securityRules.find { it.name == name }.properties");
        assertThat(written)
                .containsEntry("priority", plan.getInt(rule + "priority"))
                .containsEntry("access", plan.getString(rule + "access"))
                .containsEntry("protocol", plan.getString(rule + "protocol"))
                .containsEntry("destinationPortRanges", plan.getList(rule + "ports"))
                .containsEntry("sourceAddressPrefixes", plan.getList(rule + "sources"))
                .containsEntry("destinationAddressPrefixes", plan.getList(rule + "destinations"));
    }

    @Test
    void aPlanForWhatIsNotThereOrTooMuchSaysWhy() {
        VmId nobody = new VmId(CONTOSO + "Microsoft.Compute/virtualMachines/nobody");
        assertThat(new JsonPath(post("/api/v1/plans", "requester", BadWishes.good(nobody, "203.0.113.7"))
                                .body())
                        .getString("targets[0].reason"))
                .isEqualTo("vm-unknown");
        assertThat(new JsonPath(post("/api/v1/plans", "requester", BadWishes.good(WEB, "0.0.0.0/0"))
                                .body())
                        .getString("targets[0].reason"))
                .isEqualTo("source");
    }

    @Test
    void whateverElseIsSentForAPlanIsAProblem() {
        BadWishes.all(WEB).forEach(body -> {
            HttpResponse<String> answer = post("/api/v1/plans", "requester", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(new JsonPath(answer.body()).getString("detail")).as(body).isNotBlank();
        });
        String good = BadWishes.good(WEB, "203.0.113.7");
        assertThat(post("/api/v1/plans", "postern-request", good).statusCode()).isEqualTo(403);
        assertThat(post("/api/v1/plans", "nobody", good).statusCode()).isEqualTo(401);
        assertThat(post("/api/v1/plans", "requester", " ".repeat(70_000) + good).statusCode())
                .isEqualTo(413);
        assertThat(statusOfGet("/api/v1/plans", "requester")).isEqualTo(405);
    }

    @Test
    void boundariesAndFindingsAreListedForThoseWhoMayReadThem() {
        as("admin").get("/api/v1/boundaries").then().statusCode(200).body("rules.flatten().seen", hasItem(true));
        as("admin").get("/api/v1/findings").then().statusCode(200);
        assertThat(statusOfGet("/api/v1/findings", "requester")).isEqualTo(403);
        assertThat(statusOfGet("/api/v1/boundaries", "requester")).isEqualTo(403);
        assertThat(statusOfGet("/api/v1/grants/" + RequestId.next(), "requester"))
                .isEqualTo(403);
    }

    @Test
    void aVmIsUnprotectedByTheWordOfRequestServiceAloneAndItsNsgIsThenAsItWas() {
        String before = jumpNsgs();
        protect(JUMP);
        assertThat(jumpNsgs()).isNotEqualTo(before).contains("-deny-");
        policyOf(JUMP, "500\n{}");
        wire.forget();

        wire.tell(Source.REQUEST_SERVICE, new PolicyDeleted("policy", JUMP, ALICE));
        findsUnanswered("500");
        policyOf(JUMP, "404\n{\"type\":\"about:blank\",\"status\":404}");
        findsUnanswered("404");
        assertThat(jumpNsgs()).contains("-deny-");

        policyOf(JUMP, "404\n{\"type\":\"urn:postern:problem:no-jit-policy\",\"status\":404}");
        wire.next(VmAssessed.class, vm -> vm.vm().equals(JUMP) && vm.status() == JitStatus.NOT_CONFIGURED);
        until(() -> jumpNsgs().equals(before));
        until(() -> !as("admin").get("/api/v1/findings").asString().contains("policy-unanswered"));

        wire.forget();
        protect(JUMP);
        assertThat(jumpNsgs()).contains("-deny-");
        assertThat(wire.seen(DriftFound.class)).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void withTheDatabaseFrozenTheEndStillTakesTheRuleAway() throws Exception {
        Approved approved = approval(WEB, Duration.ofSeconds(6));
        wire.tell(Source.APPROVAL_SERVICE, approved);
        RulesApplied applied =
                wire.next(RulesApplied.class, about -> about.requestId().equals(approved.requestId()));

        ProcessHandle server = DeadDatabase.freeze();
        try {
            while (ruleNames().contains(applied.ruleName())) {
                assertThat(Instant.now()).isBefore(applied.until().plusSeconds(5));
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            assertThat(Instant.now()).isAfterOrEqualTo(applied.until());
            assertThat(ruleNames()).anyMatch(name -> name.contains("-deny-"));
        } finally {
            DeadDatabase.kill(server);
        }
    }

    private void protect(VmId vm) {
        PortAccess ssh = new PortAccess(new Port(22), Protocol.ANY);
        PortLimit limit = new PortLimit(ssh, List.of("*"), Duration.ofHours(3));
        wire.tell(Source.REQUEST_SERVICE, new PolicyChanged("policy", vm, List.of(limit), null, ALICE));
        wire.next(VmAssessed.class, about -> about.vm().equals(vm) && about.status() == JitStatus.PROTECTED);
    }

    private static boolean reaches(String from, String vm) {
        return given().baseUri(setting("test.azure"))
                .get("/_emulator/packet?port=22&from=" + from + "&vm=" + vm)
                .jsonPath()
                .getBoolean("allowed");
    }

    /** Both NSGs on the way to the VM: its own and its subnet's. */
    private static String jumpNsgs() {
        return rawNsg("jump-1-nsg") + rawNsg("jump-subnet-nsg");
    }

    private static void findsUnanswered(String status) {
        until(() -> as("admin").get("/api/v1/findings").asString().contains("request-service answered " + status));
    }

    private static Approved approval(VmId vm, Duration duration) {
        Approved terms = new Approved(
                RequestId.next(),
                ALICE,
                List.of(new Target(vm, List.of(new PortAccess(new Port(22), Protocol.TCP)))),
                duration,
                null,
                Instant.now().plus(duration).plus(Duration.ofMinutes(15)),
                List.of(),
                "automatic",
                "1",
                "",
                new Approved.Personal(List.of(Cidr.parse("203.0.113.7")), "nonce"));
        try {
            return TestKeys.signed(
                    terms, PublicJsonWebKey.Factory.newPublicJwk(setting("test.signing-key")), claims -> {});
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
