package io.postern.approval.app;

import static io.postern.approval.Requests.NOW;
import static io.postern.approval.TestPolicy.asks;
import static io.postern.approval.TestPolicy.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.TestPolicy;
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Vote;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.net.Cidr;
import io.postern.policy.RequestFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The traps of people who agree to less than was asked for, or to more. */
class NarrowingTrapsTest extends ApprovalTraps {
    @Test
    @DisplayName("A3 the order of narrowing: held in Wish.narrowedBy (shuffled in NarrowingTest)")
    void whoNarrowsFirstMakesNoDifference() {
        Narrowing shorter = new Narrowing(Duration.ofMinutes(10), null, null);
        Narrowing fewer = new Narrowing(null, null, List.of(Cidr.parse("203.0.113.7/32")));
        Approved one = approvedWith(shorter, fewer);
        Approved other = approvedWith(fewer, shorter);

        assertThat(one.duration()).isEqualTo(Duration.ofMinutes(10)).isEqualTo(other.duration());
        assertThat(one.personal().sources()).isEqualTo(other.personal().sources());
    }

    @Test
    @DisplayName("A3 approvals that do not overlap: held in ApprovalCase.Pending.hasEnough")
    void approvalsThatDoNotOverlapWaitUntilOneOfThemIsReplaced() {
        world.policy = TestPolicy.saying(asks(stage(2, "ops")));
        RequestSubmitted request = wide();
        decide(request, ada("ops"), from("203.0.113.0/28"));
        decide(request, bob("ops"), from("203.0.113.16/28"));
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class)).isEmpty();

        decide(request, bob("ops"), from("203.0.113.0/24"));
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class))
                .singleElement()
                .satisfies(approved ->
                        assertThat(approved.personal().sources()).containsExactly(Cidr.parse("203.0.113.0/28")));
    }

    @Test
    @DisplayName("A3 a review that widens: held in Narrower")
    void whatWasNotAskedForCannotBeApproved() {
        RequestSubmitted request = pending(asks(stage(1, "ops")));

        assertNotCounted(decide(request, ada("ops"), from("0.0.0.0/0")), "wider-than-asked");
        assertNotCounted(
                decide(request, ada("ops"), new Narrowing(Duration.ofHours(9), null, null)), "wider-than-asked");
        assertThat(world.due).isEmpty();
    }

    @Test
    @DisplayName("A4 a rule forbids what was asked for but not what is left of it: held in RequestFactsOf")
    void rulesAreAskedAgainAboutWhatPeopleAgreedTo() {
        List<RequestFacts> asked = new ArrayList<>();
        world.policy = TestPolicy.saying(facts -> {
            asked.add(facts);
            return asks(stage(1, "ops"));
        });
        RequestSubmitted request = wide();
        Narrowing less = new Narrowing(Duration.ofMinutes(10), null, List.of(Cidr.parse("203.0.113.0/28")));
        decide(request, ada("ops"), less);
        evaluateDue.evaluateNext(NOW);

        assertThat(asked).hasSize(2).last().satisfies(facts -> {
            assertThat(facts.length()).isEqualTo(Duration.ofMinutes(10));
            assertThat(facts.sources()).containsExactly(Cidr.parse("203.0.113.0/28"));
        });
        assertThat(world.judgedOn.values())
                .singleElement()
                .satisfies(facts -> assertThat(facts.length()).isEqualTo(Duration.ofHours(1)));
    }

    @Test
    @DisplayName("What is kept for ever names no address: held in Ballot")
    void aWiderSourceIsNamedToTheApproverAndToNobodyElse() {
        RequestSubmitted request = pending(asks(stage(1, "ops")));
        Narrowing wider = new Narrowing(null, null, List.of(Cidr.parse("198.51.100.0/24")));

        assertThat(cast(request, ada("ops"), new Vote(Verdict.APPROVE, "fine", wider, null), NOW))
                .isInstanceOfSatisfying(
                        DecisionOutcome.NotCounted.class,
                        not -> assertThat(not.detail()).contains("198.51.100.0/24"));
        assertThat(world.told(DecisionRejected.class)).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo("wider-than-asked");
            assertThat(rejected.detail()).doesNotContain("198.51");
        });
    }

    private Approved approvedWith(Narrowing first, Narrowing second) {
        world.told.clear();
        world.policy = TestPolicy.saying(asks(stage(2, "ops")));
        RequestSubmitted request = wide();
        decide(request, ada("ops"), first);
        decide(request, bob("ops"), second);
        evaluateDue.evaluateNext(NOW);
        return world.told(Approved.class).getFirst();
    }
}
