package io.postern.approval.app;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.TestPolicy.AUTOMATIC;
import static io.postern.approval.TestPolicy.asks;
import static io.postern.approval.TestPolicy.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.TestPolicy;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The traps of what changes between the asking and the signing. */
class MeanwhileTrapsTest extends ApprovalTraps {
    @Test
    @DisplayName("A1 thresholds are kept with the case: held in Need, by the version that the case arrived under")
    void aRequestKeepsThePolicyVersionThatItArrivedUnder() {
        TestPolicy strict = TestPolicy.saying(asks(stage(1, "ops")));
        world.policy = strict;
        RequestSubmitted request = submit();
        world.policy = TestPolicy.saying(AUTOMATIC).version("test@2");

        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(ApprovalNeeded.class))
                .singleElement()
                .satisfies(needed -> assertThat(needed.policyVersion()).isEqualTo("test@1"));

        yes(request, ada("ops"));
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class))
                .singleElement()
                .satisfies(approved -> assertThat(approved.policyVersion()).isEqualTo("test@1"));
    }

    @Test
    @DisplayName("A4 the requester loses the right while people think: held in EvaluateCase.conclude")
    void aRightLostMeanwhileIsADenial() {
        RequestSubmitted request = pending(asks(stage(1, "ops")));
        yes(request, ada("ops"));
        world.azure = _ -> new Entitlements(List.of(), Map.of());

        evaluateDue.evaluateNext(NOW);

        assertThat(world.told(Denied.class))
                .singleElement()
                .satisfies(denied -> assertThat(denied.reason()).isEqualTo("missing-right"));
        assertThat(world.agesAskedFor).last().isEqualTo(Duration.ZERO);
    }

    @Test
    @DisplayName("A4 an approver is removed mid-flight: held in Recheck")
    void anApproverWhoLeftTheGroupNoLongerCounts() {
        RequestSubmitted request = pending(asks(stage(2, "ops")));
        yes(request, ada("ops"));
        Instant later = NOW.plus(Duration.ofMinutes(6));
        world.directory = person -> Set.of("somewhere-else");
        decide(request, bob("ops"), null, later);

        evaluateDue.evaluateNext(later);

        assertThat(world.told(Approved.class)).isEmpty();
        assertThat(world.told(DecisionRejected.class)).singleElement().satisfies(lost -> {
            assertThat(lost.approver()).isEqualTo(APPROVER);
            assertThat(lost.reason()).isEqualTo("no-longer-approver");
        });
    }

    @Test
    @DisplayName("A4 an approver is deleted mid-flight: held in Memberships.given")
    void anApproverWhomTheDirectoryNoLongerKnowsNoLongerCounts() {
        RequestSubmitted request = pending(asks(stage(2, "ops")));
        yes(request, ada("ops"));
        Instant later = NOW.plus(Duration.ofMinutes(6));
        world.directory = _ -> {
            throw new NobodyKnown("gone", new IllegalStateException());
        };
        decide(request, bob("ops"), null, later);

        evaluateDue.evaluateNext(later);

        assertThat(world.told(Approved.class)).isEmpty();
        assertThat(world.told(DecisionRejected.class))
                .singleElement()
                .satisfies(lost -> assertThat(lost.reason()).isEqualTo("no-longer-approver"));
    }

    @Test
    @DisplayName("A4 a stale token brings a removed approver back: held in CountedDecision.Standing.DOUBTED")
    void whoWasFoundToHaveLeftIsLookedUpAgainHoweverFreshTheirWord() {
        anApproverWhoLeftTheGroupNoLongerCounts();
        RequestSubmitted request = theRequest();
        Instant later = NOW.plus(Duration.ofMinutes(7));

        decide(request, ada("ops"), null, later);
        evaluateDue.evaluateNext(later);

        assertThat(world.told(Approved.class)).isEmpty();
        assertThat(world.told(DecisionRejected.class)).hasSize(2);
    }

    @Test
    @DisplayName("A4 the directory cannot be asked: held in EvaluateDue, undecidable is neither yes nor no")
    void anOldApprovalIsNotSignedWhileTheDirectoryIsSilent() {
        RequestSubmitted request = pending(asks(stage(1, "ops")));
        yes(request, ada("ops"));
        Instant later = NOW.plus(Duration.ofMinutes(6));
        world.failedAt = later;

        evaluateDue.evaluateNext(later);
        assertThat(world.told(Approved.class)).isEmpty();
        assertThat(world.told(Denied.class)).isEmpty();

        world.directory = _ -> Set.of("ops");
        evaluateDue.evaluateNext(later.plusSeconds(1));
        assertThat(world.told(Approved.class)).hasSize(1);
    }

    @Test
    @DisplayName("A4 office hours end while people think: held in EvaluateCase.conclude")
    void whatARuleForbidsByTheTimePeopleAgreeIsDenied() {
        RequestSubmitted request = decidedAt(Instant.parse("2026-11-21T17:59:00Z"), "2026-11-21T23:00:00Z");

        assertThat(world.told(Approved.class)).isEmpty();
        assertThat(world.told(Denied.class)).singleElement().satisfies(denied -> {
            assertThat(denied.requestId()).isEqualTo(request.requestId());
            assertThat(denied.reason()).isEqualTo("denied-by-rule");
            assertThat(denied.policyRule()).isEqualTo("no-rdp-at-night");
        });
    }

    @Test
    @DisplayName(
            "A4 office hours have not ended, and what only a requirement lacks by now: held in EvaluateCase.conclude")
    void whatNoRuleForbidsWhenPeopleAgreeIsApproved() {
        decidedAt(Instant.parse("2026-11-21T16:59:00Z"), "2026-11-21T17:59:00Z");
        assertThat(world.told(Approved.class)).hasSize(1);

        world.policy = TestPolicy.saying(facts -> facts.at().isAfter(NOW)
                        ? new Ruling.Denies(List.of("ticket"), "requirement-unmet", "No.", List.of("Name a ticket."))
                        : asks(stage(1, "ops")))
                .version("test@2");
        decideAt(NOW, NOW.plusSeconds(60));
        assertThat(world.told(Approved.class)).hasSize(2);
        assertThat(world.told(Denied.class)).isEmpty();
    }

    @Test
    @DisplayName("A no after the quorum is full but before the signature: held in EvaluateCase by the held case")
    void aNoWinsOverAFullQuorumThatIsNotSigned() {
        RequestSubmitted request = pending(asks(stage(1, "ops")));
        yes(request, ada("ops"));
        world.azure = _ -> {
            no(request, bob("ops"));
            return ENOUGH;
        };

        evaluateDue.evaluateNext(NOW);

        assertThat(world.told(Approved.class)).isEmpty();
        assertThat(world.told(Denied.class)).hasSize(1);
    }

    /** Under a policy that forbids from 18 to 8. */
    private RequestSubmitted decidedAt(Instant submitted, String decided) {
        world.policy = TestPolicy.saying(facts -> {
            int hour = facts.at().atZone(ZoneOffset.UTC).getHour();
            return hour >= 18 || hour < 8
                    ? new Ruling.Denies(List.of("no-rdp-at-night"), "denied-by-rule", "RDP only by day.", List.of())
                    : asks(stage(1, "ops"));
        });
        return decideAt(submitted, Instant.parse(decided));
    }

    private RequestSubmitted decideAt(Instant submitted, Instant decided) {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        world.openCase().open(request, submitted);
        evaluateDue.evaluateNext(submitted);
        decide(request, ada("ops"), null, decided);
        evaluateDue.evaluateNext(decided);
        return request;
    }

    private RequestSubmitted theRequest() {
        return world.cases.values().iterator().next().wish().request();
    }
}
