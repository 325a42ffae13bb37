package io.postern.approval.app;

import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.Requests.vm;
import static io.postern.approval.TestPolicy.AUTOMATIC;
import static io.postern.approval.TestPolicy.asks;
import static io.postern.approval.TestPolicy.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.TestPolicy;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Evaluated;
import io.postern.contracts.codec.RequestDigest;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.policy.Ruling;
import io.postern.policy.TargetFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The traps of who is asked, what they are told, and of requests that nobody may or did decide. */
class AskedAndToldTrapsTest extends ApprovalTraps {
    @Test
    @DisplayName("A6 a dead end: held in LapseCases (and told beforehand by the policy's lint)")
    void whatOnlyTheRequesterCouldApproveLapses() {
        RequestSubmitted request = pending(asks(stage(1, "only-the-requester")));
        yes(request, approver(REQUESTER, "only-the-requester"));

        world.lapseCases().lapse(NOW.plus(Duration.ofHours(24)));

        assertThat(world.told(Approved.class)).isEmpty();
        assertThat(world.told(Lapsed.class)).hasSize(1);
    }

    @Test
    @DisplayName("A11 an automatic no: held in Evaluator.judge")
    void aDenyingRuleAsksNobody() {
        world.policy = TestPolicy.saying(
                new Ruling.Denies(List.of("no-rdp-at-night"), "denied-by-rule", "RDP only by day.", List.of()));
        submit();
        evaluateDue.evaluateNext(NOW);

        assertThat(world.told).singleElement().isInstanceOfSatisfying(Denied.class, denied -> {
            assertThat(denied.policyRule()).isEqualTo("no-rdp-at-night");
            assertThat(denied.deciders()).isEmpty();
        });
    }

    @Test
    @DisplayName(
            "A12 who is asked is told why, and nobody about their own request: held in ApprovalNeeded, ListPending")
    void whoIsAskedIsToldByWhichRule() {
        RequestSubmitted request = pending(asks(stage(1, "ops")));

        assertThat(world.told(ApprovalNeeded.class)).singleElement().satisfies(needed -> {
            assertThat(needed.stages()).extracting(ApprovalNeeded.Stage::rule).containsExactly("guarded");
            assertThat(needed.requestDigest()).isEqualTo(RequestDigest.of(request));
        });
        assertThat(listed(ada("ops"))).hasSize(1);
        assertThat(listed(approver(REQUESTER, "ops"))).isEmpty();
    }

    @Test
    @DisplayName("A13, A14 the second click: held in Ballot, which names who was first")
    void aClickAfterTheDecisionIsToldWhoDecided() {
        RequestSubmitted request = pending(asks(stage(1, "ops")));
        yes(request, ada("ops"));
        evaluateDue.evaluateNext(NOW);

        assertThat(yes(request, bob("ops")))
                .isInstanceOfSatisfying(
                        DecisionOutcome.NotCounted.class,
                        not -> assertThat(not.detail()).contains("approved already by Ada"));
        assertThat(world.told(DecisionRejected.class)).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo("settled");
            assertThat(rejected.detail()).contains("approved already").doesNotContain("Ada");
        });
        assertThat(world.told(Approved.class)).hasSize(1);
    }

    @Test
    @DisplayName("L8 too late: held in Ballot and LapseCases")
    void whatLapsedIsNotApprovedEvenBeforeItIsTold() {
        RequestSubmitted request = pending(asks(stage(1, "ops")));
        Instant late = NOW.plus(Duration.ofHours(24));

        assertNotCounted(decide(request, ada("ops"), null, late), "lapsed");
        world.lapseCases().lapse(late.minusMillis(1));
        assertThat(world.told(Lapsed.class)).isEmpty();
        world.lapseCases().lapse(late);
        world.lapseCases().lapse(late);
        assertThat(world.told(Lapsed.class)).hasSize(1);
    }

    @Test
    @DisplayName("R1 the forecast and the request differ: held in ForecastRequest, which judges by the same code")
    void theForecastIsWhatTheRequestThenGets() {
        for (Ruling ruling : List.of(
                AUTOMATIC,
                asks(stage(1, "ops")),
                new Ruling.Denies(List.of("ticket"), "requirement-unmet", "Not so.", List.of("Name a ticket.")))) {
            world.policy = TestPolicy.saying(ruling).version("test@" + ruling);
            Evaluated forecast = world.forecastRequest().of(lasting(Duration.ofHours(1), "db-1"), NOW);
            int before = world.told.size();
            submit();
            evaluateDue.evaluateNext(NOW);
            Class<?> told = world.told.get(before).getClass();

            assertThat(told)
                    .isEqualTo(
                            switch (forecast) {
                                case Evaluated.Approves _ -> Approved.class;
                                case Evaluated.Denies _ -> Denied.class;
                                default -> ApprovalNeeded.class;
                            });
        }
    }

    @Test
    @DisplayName("What the inventory does not know yet: held in RequestFactsOf")
    void aVmThatNobodySawYetIsWaitedForButNotForEver() {
        world.policy = TestPolicy.saying(
                        facts -> facts.targets().getFirst().seen() == null ? asks(stage(1, "ops")) : AUTOMATIC)
                .looking();
        world.directory = _ -> Set.of();
        submit();
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told).isEmpty();

        world.inventory.put(
                vm("db-1"), new TargetFacts.Seen("westeurope", "linux", Map.of(), "PROTECTED", "NSG", List.of()));
        evaluateDue.evaluateNext(NOW.plusSeconds(2));
        assertThat(world.told(Approved.class)).hasSize(1);

        world.inventory.clear();
        submit();
        evaluateDue.evaluateNext(NOW);
        evaluateDue.evaluateNext(NOW.plusSeconds(11));
        assertThat(world.told(ApprovalNeeded.class)).hasSize(1);
    }

    private List<ApprovalCase.Pending> listed(Approver approver) {
        return new ListPending(world, world, world)
                .of(approver, null, 100).waiting().stream()
                        .map(ListPending.Waiting::pending)
                        .toList();
    }
}
