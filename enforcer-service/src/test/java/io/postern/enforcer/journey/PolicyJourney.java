package io.postern.enforcer.journey;

import static io.postern.enforcer.journey.Stage.CONTOSO;
import static io.postern.enforcer.journey.Stage.as;
import static io.postern.enforcer.journey.Stage.policyOf;
import static io.postern.enforcer.journey.Stage.post;
import static io.postern.enforcer.journey.Stage.rawNsg;
import static io.postern.enforcer.journey.Stage.setting;
import static io.postern.enforcer.journey.Stage.statusOfGet;
import static io.postern.enforcer.journey.Stage.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.PolicyDeleted;
import io.postern.contracts.event.RulesApplied;
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
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of the journey that is about policies and plans; its classes share one start of the service. */
abstract class PolicyJourney {
    static final VmId WEB = new VmId(CONTOSO + "Microsoft.Compute/virtualMachines/web-1");
    static final VmId JUMP = new VmId(CONTOSO + "Microsoft.Compute/virtualMachines/jump-1");
    static final VmId BARE = new VmId(CONTOSO + "Microsoft.Compute/virtualMachines/bare-1");
    static final PersonId ALICE = new PersonId("t", "alice");

    Wire wire;

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
    void theDenyThatAPolicyWouldWriteIsToldBeforehandToThoseWhoMakePolicies() {
        String asked = "{\"vm\":\"" + WEB.value() + "\",\"ports\":[{\"port\":22,\"protocol\":\"*\"}]}";
        JsonPath plan =
                new JsonPath(post("/api/v1/plans/baseline", "admin", asked).body());
        assertThat(plan.getBoolean("possible")).isTrue();
        assertThat(plan.getString("boundaries[0].rules[0].name")).startsWith("postern-demo-deny-");
        assertThat(plan.getString("boundaries[0].rules[0].direction")).isEqualTo("Inbound");
        assertThat(post("/api/v1/plans/baseline", "requester", asked).statusCode())
                .isEqualTo(403);
        assertThat(post("/api/v1/plans/baseline", "admin", asked.replace("22", "0"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/v1/plans/baseline", "admin", "{}").statusCode()).isEqualTo(400);
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

    void protect(VmId vm) {
        PortAccess ssh = new PortAccess(new Port(22), Protocol.ANY);
        PortLimit limit = new PortLimit(ssh, List.of("*"), Duration.ofHours(3));
        wire.tell(Source.REQUEST_SERVICE, new PolicyChanged("policy", vm, List.of(limit), null, ALICE));
        wire.next(VmAssessed.class, about -> about.vm().equals(vm) && about.status() == JitStatus.PROTECTED);
    }

    /** Both NSGs on the way to the VM: its own and its subnet's. */
    private static String jumpNsgs() {
        return rawNsg("jump-1-nsg") + rawNsg("jump-subnet-nsg");
    }

    private static void findsUnanswered(String status) {
        until(() -> as("admin").get("/api/v1/findings").asString().contains("request-service answered " + status));
    }

    static Approved approval(VmId vm, Duration duration) {
        return approval(RequestId.next(), vm, duration);
    }

    static Approved approval(RequestId request, VmId vm, Duration duration) {
        Approved terms = new Approved(
                request,
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
        return signed(terms);
    }

    static Approved signed(Approved terms) {
        try {
            return TestKeys.signed(
                    terms, PublicJsonWebKey.Factory.newPublicJwk(setting("test.signing-key")), claims -> {});
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
