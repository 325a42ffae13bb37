package io.postern.approval.app;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.GROUP;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.Requests.person;
import static io.postern.approval.Requests.vm;
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
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Evaluated;
import io.postern.approval.domain.Vote;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.codec.RequestDigest;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.DecisionRejected;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Cidr;
import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import io.postern.policy.TargetFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The traps that other systems fell into, each with the place where it is held here. Two clicks at the same time, a restart
 * and many instances need a database: {@code CasesAtScaleTest}. Rules that contradict each other, dead ends found before a
 * policy is in force, and schedules are the policy's own: module approval-policy.
 */
class ApprovalTrapsTest {
    private static final Entitlements ENOUGH = granting(assignment(REQUESTER, GROUP), permission("*"));
    private static final PersonId ALIAS = person(9);

    private final InMemory world = new InMemory();
    private final EvaluateDue evaluateDue = world.evaluateDue();

    ApprovalTrapsTest() {
        world.azure = _ -> ENOUGH;
    }

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
    @DisplayName("The approver is the requester: held in Ballot")
    void nobodyDecidesOnTheirOwnRequestNotEvenByAnotherAccount() {
        world.policy = TestPolicy.saying(asks(stage(1, "ops"))).linking(REQUESTER, ALIAS);
        RequestSubmitted request = judged();

        assertNotCounted(yes(request, approver(REQUESTER, "ops")), "own-request");
        assertNotCounted(yes(request, approver(ALIAS, "ops")), "own-request");
        assertThat(world.told(DecisionRejected.class)).hasSize(2);
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

    @Test
    @DisplayName("A click on an old card: held in Ballot by the digest of what was shown")
    void aVoteOnSomethingElseThanWhatWaitsDoesNotCount() {
        RequestSubmitted request = pending(asks(stage(1, "ops")));
        Vote other = new Vote(Verdict.APPROVE, "fine", null, "another-digest");
        Vote same = new Vote(Verdict.APPROVE, "fine", null, RequestDigest.of(request));

        assertNotCounted(cast(request, ada("ops"), other, NOW), "not-what-was-shown");
        assertThat(cast(request, ada("ops"), same, NOW)).isInstanceOf(DecisionOutcome.Counted.class);
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

    private Approved approvedWith(Narrowing first, Narrowing second) {
        world.told.clear();
        world.policy = TestPolicy.saying(asks(stage(2, "ops")));
        RequestSubmitted request = wide();
        decide(request, ada("ops"), first);
        decide(request, bob("ops"), second);
        evaluateDue.evaluateNext(NOW);
        return world.told(Approved.class).getFirst();
    }

    private RequestSubmitted wide() {
        RequestSubmitted one = lasting(Duration.ofHours(1), "db-1");
        RequestSubmitted wide = new RequestSubmitted(
                one.requestId(),
                one.requester(),
                one.targets(),
                one.duration(),
                null,
                null,
                new RequestSubmitted.Personal("Robin", List.of(Cidr.parse("203.0.113.0/24")), "disk full", "n"));
        world.openCase().open(wide, NOW);
        evaluateDue.evaluateNext(NOW);
        return wide;
    }

    private static Narrowing from(String source) {
        return new Narrowing(null, null, List.of(Cidr.parse(source)));
    }

    private RequestSubmitted pending(Ruling ruling) {
        world.policy = TestPolicy.saying(ruling);
        return judged();
    }

    private RequestSubmitted judged() {
        RequestSubmitted request = submit();
        evaluateDue.evaluateNext(NOW);
        return request;
    }

    private RequestSubmitted submit() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        world.openCase().open(request, NOW);
        return request;
    }

    private RequestSubmitted theRequest() {
        return world.cases.values().iterator().next().wish().request();
    }

    private List<ApprovalCase.Pending> listed(Approver approver) {
        return new ListPending(world, world, world)
                .of(approver, null, 100).waiting().stream()
                        .map(ListPending.Waiting::pending)
                        .toList();
    }

    private static Approver ada(String... groups) {
        return approver(APPROVER, groups);
    }

    private static Approver bob(String... groups) {
        return approver(SECOND_APPROVER, groups);
    }

    private static Approver approver(PersonId person, String... groups) {
        return new Approver(person, person.equals(APPROVER) ? "Ada" : "Bob", Set.of(groups), null, null);
    }

    private DecisionOutcome yes(RequestSubmitted request, Approver approver) {
        return decide(request, approver, (Narrowing) null);
    }

    private void no(RequestSubmitted request, Approver approver) {
        cast(request, approver, new Vote(Verdict.DENY, "no", null, null), NOW);
    }

    private DecisionOutcome decide(RequestSubmitted request, Approver approver, @Nullable Narrowing narrowing) {
        return decide(request, approver, narrowing, NOW);
    }

    private DecisionOutcome decide(
            RequestSubmitted request, Approver approver, @Nullable Narrowing narrowing, Instant at) {
        return cast(request, approver, new Vote(Verdict.APPROVE, "fine", narrowing, null), at);
    }

    private DecisionOutcome cast(RequestSubmitted request, Approver approver, Vote vote, Instant at) {
        return world.decideCase()
                .decide(request.requestId(), approver, vote, at)
                .orElseThrow()
                .outcome();
    }

    private static void assertNotCounted(DecisionOutcome outcome, String word) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        DecisionOutcome.NotCounted.class,
                        not -> assertThat(not.reason().word()).isEqualTo(word));
    }
}
