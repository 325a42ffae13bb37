package io.postern.enforcer.journey;

import static io.postern.enforcer.journey.Stage.CONTOSO;
import static io.postern.enforcer.journey.Stage.as;
import static io.postern.enforcer.journey.Stage.ruleNames;
import static io.postern.enforcer.journey.Stage.setting;
import static io.postern.enforcer.journey.Stage.statusOfGet;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.postern.architecture.AlarmRules;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.PanicOrdered;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.messaging.testing.TestKafka;
import io.postern.messaging.testing.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(TestKafka.class)
@QuarkusTestResource(Surroundings.class)
class EnforcerJourneyTest extends ApprovalCampaign {
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
    void whatAFirewallLeadsToIsOpenedAtItsPublicPortForTheRequesterAloneAndPanicThereShutsIt() {
        VmId spoke = new VmId(CONTOSO + "Microsoft.Compute/virtualMachines/fw-1");
        String firewall = CONTOSO + "Microsoft.Network/azureFirewalls/contoso-fw";
        protect(spoke);
        Approved approved = approval(spoke, Duration.ofHours(1));
        wire.tell(Source.APPROVAL_SERVICE, approved);

        RulesApplied applied =
                wire.next(RulesApplied.class, about -> about.requestId().equals(approved.requestId()));

        assertThat(applied.boundaries()).hasSize(2);
        assertThat(applied.mappedPorts()).hasSize(1);
        RulesApplied.MappedPort mapped = applied.mappedPorts().getFirst();
        assertThat(mapped.address()).isEqualTo("192.0.2.20");
        assertThat(passes("203.0.113.7", mapped)).isTrue();
        assertThat(passes("198.51.100.9", mapped)).isFalse();
        as("admin")
                .get("/api/v1/boundaries" + firewall)
                .then()
                .statusCode(200)
                .body("rules.seen", hasItem(true))
                .body("virtualMachines.id", hasItem(spoke.value()));

        String panic = "{\"boundary\":\"" + firewall + "\",\"reason\":\"drill\"}";
        assertThat(Stage.post("/api/v1/panic", "admin", panic).statusCode()).isEqualTo(202);

        assertThat(wire.next(RulesRemoved.class, about -> about.grantId().equals(applied.grantId()))
                        .boundaries())
                .hasSize(2);
        assertThat(passes("203.0.113.7", mapped)).isFalse();
    }

    private static boolean passes(String from, RulesApplied.MappedPort at) {
        return given().baseUri(setting("test.azure"))
                .get("/_emulator/packet?port=" + at.mapped().number() + "&from=" + from + "&to=" + at.address())
                .jsonPath()
                .getBoolean("allowed");
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
    void panicShutsEverythingAndIsForThoseWhoConfigure() {
        Approved approved = approval(WEB, Duration.ofHours(1));
        wire.tell(Source.APPROVAL_SERVICE, approved);
        RulesApplied applied =
                wire.next(RulesApplied.class, about -> about.requestId().equals(approved.requestId()));
        String body = "{\"boundary\":\"" + CONTOSO
                + "Microsoft.Network/networkSecurityGroups/web-1-nsg\",\"reason\":\"drill\"}";
        assertThat(Stage.post("/api/v1/panic", "nobody", body).statusCode()).isEqualTo(401);
        assertThat(Stage.post("/api/v1/panic", "requester", body).statusCode()).isEqualTo(403);
        assertThat(Stage.post("/api/v1/panic", "postern-request", body).statusCode())
                .isEqualTo(403);
        for (String bad :
                List.of("{}", "{\"reason\":\" \"}", "{\"reason\":", "{\"boundary\":\"x\",\"reason\":\"r\"}")) {
            assertThat(Stage.post("/api/v1/panic", "admin", bad).statusCode()).isEqualTo(400);
        }
        assertThat(ruleNames()).contains(applied.ruleName());

        Approved late = approval(WEB, Duration.ofHours(1));
        assertThat(Stage.post("/api/v1/panic", "admin", body).statusCode()).isEqualTo(202);

        assertThat(wire.next(RulesRemoved.class, about -> about.grantId().equals(applied.grantId()))
                        .reason())
                .isEqualTo(CloseReason.REVOKED);
        Instant ordered = Instant.now();
        assertThat(wire.next(PanicOrdered.class, _ -> true).personal().reason()).isEqualTo("drill");
        assertThat(ruleNames()).doesNotContain(applied.ruleName());
        wire.tell(Source.APPROVAL_SERVICE, late);
        assertThat(wire.next(
                                EnforcementRefused.class,
                                about -> about.requestId().equals(late.requestId()))
                        .reason())
                .isEqualTo("panic");
        while (Instant.now().isBefore(ordered.plusSeconds(4))) { // what is approved from here on opens again
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void aBoundaryIsShownByItsId() {
        String path = "/api/v1/boundaries" + CONTOSO + "Microsoft.Network/networkSecurityGroups/";
        as("admin").get(path + "web-1-nsg").then().statusCode(200).body("rules.seen", hasItem(true));
        assertThat(statusOfGet(path + "no-such-nsg", "admin")).isEqualTo(404);
        assertThat(statusOfGet("/api/v1/boundaries/nonsense", "admin")).isEqualTo(400);
        assertThat(statusOfGet(path + "web-1-nsg", "requester")).isEqualTo(403);
    }

    @Test
    void whatAlarmsLookAtIsShown() {
        assertThat(given().get("/q/metrics").asString())
                .contains(AlarmRules.metrics("postern_enforcer_"))
                .contains("postern_enforcer_findings{kind=\"locked\"}");
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

    private static boolean reaches(String from, String vm) {
        return given().baseUri(setting("test.azure"))
                .get("/_emulator/packet?port=22&from=" + from + "&vm=" + vm)
                .jsonPath()
                .getBoolean("allowed");
    }
}
