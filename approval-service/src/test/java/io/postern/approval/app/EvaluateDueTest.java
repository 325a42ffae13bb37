package io.postern.approval.app;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.GROUP;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.Roles.assignment;
import static io.postern.approval.Roles.granting;
import static io.postern.approval.Roles.permission;
import static io.postern.approval.TestPolicy.AUTOMATIC;
import static io.postern.approval.TestPolicy.asks;
import static io.postern.approval.TestPolicy.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.TestPolicy;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.CaseKey;
import io.postern.approval.domain.Ending;
import io.postern.approval.domain.Vote;
import io.postern.approval.domain.Wish;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluateDueTest {
    private static final Approver ADA = new Approver(APPROVER, "Ada", Set.of(APPROVERS), null, null);
    private static final Entitlements ENOUGH = granting(assignment(REQUESTER, GROUP), permission("*"));

    private final InMemory world = new InMemory();
    private final EvaluateDue evaluateDue = world.evaluateDue();

    EvaluateDueTest() {
        world.policy = TestPolicy.saying(facts ->
                facts.targets().getFirst().vm().name().equals("web-1") ? AUTOMATIC : asks(stage(1, APPROVERS)));
    }

    @Test
    void whatIsSubmittedIsApprovedAndSignedOnce() {
        RequestSubmitted request = submit("web-1");
        world.azure = _ -> ENOUGH;

        assertThat(evaluateDue.evaluateNext(NOW)).isTrue();
        assertThat(evaluateDue.evaluateNext(NOW.plusSeconds(60))).isFalse();

        assertThat(world.told).singleElement().isInstanceOfSatisfying(Approved.class, approved -> {
            assertThat(approved.requestId()).isEqualTo(request.requestId());
            assertThat(approved.jws()).isEqualTo("signed");
        });
        assertThat(world.agesAskedFor).containsExactly(Duration.ofSeconds(60));
        assertThat(world.wakes).isEqualTo(1);
    }

    @Test
    void withoutTheRightItIsDenied() {
        submit("web-1");

        evaluateDue.evaluateNext(NOW);

        assertThat(world.told).singleElement().isInstanceOf(Denied.class);
    }

    @Test
    void whatTakesLongStaysHiddenFromOthersAndOfADeadInstanceItDoesNot() {
        RequestSubmitted request = submit("web-1");
        CaseKey key = CaseKey.of(request.requestId());
        world.azure = _ -> {
            assertThat(world.due.get(key)).isEqualTo(NOW.plusSeconds(4));
            evaluateDue.renew(NOW.plusMillis(900));
            assertThat(world.due.get(key)).isEqualTo(NOW.plusSeconds(4));
            evaluateDue.renew(NOW.plusSeconds(2));
            evaluateDue.renew(NOW.plusSeconds(5));
            assertThat(world.due.get(key)).isEqualTo(NOW.plusSeconds(9));
            return ENOUGH;
        };

        evaluateDue.evaluateNext(NOW);
        assertThat(world.due).isEmpty();

        world.schedule(key, NOW);
        evaluateDue.renew(NOW.plusSeconds(60));
        assertThat(world.due.get(key)).isEqualTo(NOW);
    }

    @Test
    void whatWasScheduledAnewMeanwhileIsNotHiddenLonger() {
        RequestSubmitted request = submit("web-1");
        CaseKey key = CaseKey.of(request.requestId());
        world.azure = _ -> {
            world.schedule(key, NOW.plusSeconds(1));
            evaluateDue.renew(NOW.plusSeconds(2));
            assertThat(world.due.get(key)).isEqualTo(NOW.plusSeconds(1));
            return ENOUGH;
        };

        assertThat(evaluateDue.evaluateNext(NOW)).isTrue();
    }

    @Test
    void undecidableIsNeitherApprovedNorDeniedButTriedAgainLater() {
        RequestSubmitted request = submit("web-1");
        world.azure = _ -> {
            throw new RightsUnknown("down", new IllegalStateException());
        };

        evaluateDue.evaluateNext(NOW);

        assertThat(world.told).isEmpty();
        assertThat(world.cases.get(CaseKey.of(request.requestId()))).isInstanceOf(ApprovalCase.Submitted.class);
        assertThat(world.due.get(CaseKey.of(request.requestId()))).isEqualTo(NOW.plusMillis(500));

        world.azure = _ -> ENOUGH;
        assertThat(evaluateDue.evaluateNext(NOW.plusMillis(499))).isFalse();
        assertThat(evaluateDue.evaluateNext(NOW.plusMillis(500))).isTrue();
        assertThat(world.told).singleElement().isInstanceOf(Approved.class);
    }

    @Test
    void whatNobodyCouldDecideForAnHourLapsesAndIsNotOpenedUnattended() {
        RequestSubmitted request = submit("web-1");
        world.azure = _ -> {
            throw new RightsUnknown("down", new IllegalStateException());
        };
        Instant last = NOW.plus(Duration.ofHours(1));
        world.failedAt = last;
        evaluateDue.evaluateNext(last);
        assertThat(world.told).isEmpty();

        world.azure = _ -> ENOUGH;
        evaluateDue.evaluateNext(last.plusSeconds(1));

        assertThat(world.told)
                .containsExactly(new Lapsed(
                        request.requestId(), CaseKey.of(request.requestId()).number(), "undecided", "test@1"));
        assertThat(world.cases.get(CaseKey.of(request.requestId())))
                .isEqualTo(new ApprovalCase.Settled(Wish.of(request), Ending.LAPSED, null, List.of(), null));
        assertThat(world.due).isEmpty();
    }

    @Test
    void whatCanStillBeDecidedWithinTheHourIs() {
        submit("web-1");
        world.azure = _ -> ENOUGH;

        evaluateDue.evaluateNext(NOW.plus(Duration.ofHours(1)));

        assertThat(world.told).singleElement().isInstanceOf(Approved.class);
    }

    @Test
    void whosePolicyCanNoLongerBeReadIsDeniedAndNotJudgedByAnother() {
        submit("web-1");
        world.azure = _ -> ENOUGH;
        world.versions.clear();

        evaluateDue.evaluateNext(NOW);

        assertThat(world.told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo("policy-unreadable"));
        assertThat(world.due).isEmpty();
    }

    @Test
    void thePauseBeginsWhenTheAttemptHasFailed() {
        RequestSubmitted request = submit("web-1");
        world.azure = _ -> {
            world.failedAt = NOW.plusSeconds(5);
            throw new RightsUnknown("silent", new IllegalStateException());
        };

        evaluateDue.evaluateNext(NOW);

        assertThat(world.due.get(CaseKey.of(request.requestId()))).isEqualTo(NOW.plusMillis(5_500));
    }

    @Test
    void thePauseDoublesUpToFifteenSeconds() {
        assertThat(EvaluateDue.pause(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(EvaluateDue.pause(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(EvaluateDue.pause(5)).isEqualTo(Duration.ofSeconds(15));
        assertThat(EvaluateDue.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void whatIsWithdrawnWhileAzureIsAskedIsNotApproved() {
        RequestSubmitted request = submit("web-1");
        world.azure = _ -> {
            world.withdrawCase().withdraw(request.requestId(), NOW);
            return ENOUGH;
        };

        evaluateDue.evaluateNext(NOW);
        evaluateDue.evaluateNext(NOW);

        assertThat(world.told).isEmpty();
        assertThat(world.due).isEmpty();
        assertThat(world.cases.get(CaseKey.of(request.requestId())))
                .isEqualTo(new ApprovalCase.Settled(Wish.of(request), Ending.WITHDRAWN, null, List.of(), null));
    }

    @Test
    void anApprovedCaseIsNotWithdrawnHere() {
        RequestSubmitted request = submit("web-1");
        world.azure = _ -> ENOUGH;
        evaluateDue.evaluateNext(NOW);

        assertThat(world.withdrawCase().withdraw(request.requestId(), NOW)).isFalse();
    }

    @Test
    void theLastYesIsFollowedByAFreshLookAtTheRights() {
        RequestSubmitted request = submit("db-1");
        world.azure = _ -> ENOUGH;
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told).singleElement().isInstanceOf(ApprovalNeeded.class);

        world.decideCase().decide(request.requestId(), ADA, new Vote(Verdict.APPROVE, "fine", null, null), NOW);
        evaluateDue.evaluateNext(NOW);

        assertThat(world.told.get(1)).isInstanceOf(DecisionCounted.class);
        assertThat(world.told.get(2))
                .isInstanceOfSatisfying(
                        Approved.class,
                        approved -> assertThat(approved.approvers()).containsExactly(APPROVER));
        assertThat(world.agesAskedFor).endsWith(Duration.ZERO);
    }

    @Test
    void aRightLostWhilePeopleThoughtIsADenial() {
        RequestSubmitted request = submit("db-1");
        world.azure = _ -> ENOUGH;
        evaluateDue.evaluateNext(NOW);
        world.azure = _ -> granting(assignment(OUTSIDER, GROUP), permission("*"));

        world.decideCase().decide(request.requestId(), ADA, new Vote(Verdict.APPROVE, "fine", null, null), NOW);
        evaluateDue.evaluateNext(NOW);

        assertThat(world.told.getLast())
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo("missing-right"));
    }

    @Test
    void aNoBetweenTheLastYesAndTheSignatureWins() {
        RequestSubmitted request = submit("db-1");
        world.azure = _ -> ENOUGH;
        evaluateDue.evaluateNext(NOW);
        world.decideCase().decide(request.requestId(), ADA, new Vote(Verdict.APPROVE, "fine", null, null), NOW);
        world.azure = _ -> {
            world.decideCase()
                    .decide(request.requestId(), ADA, new Vote(Verdict.DENY, "on second thought", null, null), NOW);
            return ENOUGH;
        };

        evaluateDue.evaluateNext(NOW);

        assertThat(world.told).noneMatch(Approved.class::isInstance).last().isInstanceOf(Denied.class);
    }

    @Test
    void whoDecidesOnTheirOwnRequestIsToldOfInTheTrail() {
        RequestSubmitted request = submit("db-1");
        world.azure = _ -> ENOUGH;
        evaluateDue.evaluateNext(NOW);
        Approver self = new Approver(REQUESTER, "Robin", Set.of(APPROVERS), null, null);

        world.decideCase().decide(request.requestId(), self, new Vote(Verdict.APPROVE, "me", null, null), NOW);

        assertThat(world.told.getLast())
                .isInstanceOfSatisfying(
                        DecisionRejected.class,
                        refused -> assertThat(refused.reason()).isEqualTo("own-request"));
        assertThat(world.due).isEmpty();
    }

    private RequestSubmitted submit(String vm) {
        RequestSubmitted request = lasting(Duration.ofHours(1), vm);
        world.openCase().open(request, NOW);
        world.openCase().open(request, NOW);
        return request;
    }
}
