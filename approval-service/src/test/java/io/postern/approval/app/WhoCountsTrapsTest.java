package io.postern.approval.app;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.TestPolicy.asks;
import static io.postern.approval.TestPolicy.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.TestPolicy;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Vote;
import io.postern.contracts.codec.RequestDigest;
import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Verdict;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The traps of who counts and how often: one person in several roles or accounts, stages, bots, cards of old. */
class WhoCountsTrapsTest extends ApprovalTraps {
    @Test
    @DisplayName("A2 one person in two approver groups: held in Quorum")
    void onePersonInBothGroupsFillsOnePlace() {
        RequestSubmitted request = pending(asks(stage(1, "ops"), stage(1, "security")));

        yes(request, ada("ops", "security"));
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class)).isEmpty();

        yes(request, bob("ops"));
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class)).hasSize(1);
    }

    @Test
    @DisplayName("A2 one person twice: held in Counting")
    void theSameApproverTwiceCountsOnceAndIsToldOnce() {
        RequestSubmitted request = pending(asks(stage(2, "ops")));

        yes(request, ada("ops"));
        yes(request, ada("ops"));
        evaluateDue.evaluateNext(NOW);

        assertThat(world.told(Approved.class)).isEmpty();
        assertThat(world.told(DecisionCounted.class)).hasSize(1);
    }

    @Test
    @DisplayName("A2 two accounts of one human: held in ApprovalCase.Pending by Humans")
    void twoAccountsOfOneHumanCountOnce() {
        world.policy = TestPolicy.saying(asks(stage(2, "ops"))).linking(APPROVER, ALIAS);
        RequestSubmitted request = judged();

        yes(request, ada("ops"));
        yes(request, approver(ALIAS, "ops"));
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class)).isEmpty();

        yes(request, bob("ops"));
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class))
                .singleElement()
                .satisfies(approved -> assertThat(approved.approvers()).containsExactly(ALIAS, SECOND_APPROVER));
    }

    @Test
    @DisplayName("A2 accounts found out to be linked after they agreed: held in Humans.of")
    void accountsThatTurnOutToBeOneHumanStopCountingTwice() {
        RequestSubmitted request = pending(asks(stage(2, "ops")));
        yes(request, ada("ops"));
        yes(request, approver(ALIAS, "ops"));

        world.policy =
                TestPolicy.saying(asks(stage(2, "ops"))).version("test@2").linking(APPROVER, ALIAS);
        evaluateDue.evaluateNext(NOW);

        assertThat(world.told(Approved.class)).isEmpty();
    }

    @Test
    @DisplayName("A5 several rules ask: held in Quorum, every stage has to be filled")
    void theStagesOfAllRulesHaveToBeFilled() {
        RequestSubmitted request = pending(asks(stage(1, "ops"), stage(2, "security")));
        yes(request, ada("security"));
        yes(request, bob("security"));
        yes(request, approver(OUTSIDER, "security"));
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class)).isEmpty();

        yes(request, approver(ALIAS, "ops"));
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class)).hasSize(1);
    }

    @Test
    @DisplayName("The approver is the requester: held in Ballot")
    void nobodyDecidesOnTheirOwnRequestNotEvenByAnotherAccount() {
        world.policy = TestPolicy.saying(asks(stage(1, "ops"))).linking(REQUESTER, ALIAS);
        RequestSubmitted request = judged();

        assertNotCounted(yes(request, approver(REQUESTER, "ops")), "own-request");
        assertNotCounted(yes(request, approver(ALIAS, "ops")), "own-request");
        assertThat(world.told(DecisionRejected.class)).hasSize(2);
    }

    @Test
    @DisplayName("A chat click on what is at stake: held in Ballot.stepUp")
    void aboveTheRiskForBotsAnApprovalTakesAFreshSignIn() {
        RequestSubmitted request =
                pending(new Ruling.Asks(List.of("prod"), List.of(stage(1, "ops")), Risk.HIGH, Duration.ofHours(2)));
        Approver bot = new Approver(APPROVER, "Ada", Set.of("ops"), null, "chat");
        Approver stale = new Approver(APPROVER, "Ada", Set.of("ops"), NOW.minus(Duration.ofMinutes(6)), null);
        Approver fresh = new Approver(APPROVER, "Ada", Set.of("ops"), NOW.minus(Duration.ofMinutes(4)), null);

        assertNotCounted(yes(request, bot), "confirmation-needed");
        assertThat(world.told(DecisionRejected.class))
                .singleElement()
                .satisfies(rejected ->
                        assertThat(rejected.detail()).contains("https://portal.test/approvals/" + request.requestId()));
        assertNotCounted(yes(request, ada("ops")), "step-up");
        assertNotCounted(yes(request, stale), "step-up");
        assertThat(yes(request, fresh)).isInstanceOf(DecisionOutcome.Counted.class);
    }

    @Test
    @DisplayName("A click on an old card: held in Ballot by the digest of what was shown")
    void aVoteOnSomethingElseThanWhatWaitsDoesNotCount() {
        RequestSubmitted request = pending(asks(stage(1, "ops")));
        Vote other = new Vote(Verdict.APPROVE, "fine", null, "another-digest");
        Vote same = new Vote(Verdict.APPROVE, "fine", null, RequestDigest.of(request));

        assertNotCounted(cast(request, ada("ops"), other, NOW), "not-what-was-shown");
        assertThat(cast(request, ada("ops"), same, NOW)).isInstanceOf(DecisionOutcome.Counted.class);
    }
}
