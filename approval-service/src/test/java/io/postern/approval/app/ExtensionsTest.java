package io.postern.approval.app;

import static io.postern.approval.Requests.APPROVER;
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
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.CaseKey;
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Vote;
import io.postern.contracts.codec.RequestDigest;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Lapsed;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExtensionsTest {
    private static final Instant END = NOW.plus(Duration.ofHours(1));
    private static final Approver ADA = new Approver(APPROVER, "Ada", Set.of("ops"), null, null);

    private final InMemory world = new InMemory();
    private final EvaluateDue evaluateDue = world.evaluateDue();
    private RequestSubmitted request = lasting(Duration.ofHours(1), "web-1");

    ExtensionsTest() {
        world.azure = _ -> granting(assignment(REQUESTER, GROUP), permission("*"));
        world.openCase().open(request, NOW);
        evaluateDue.evaluateNext(NOW);
        world.told.clear();
    }

    @Test
    void anExtensionIsJudgedByItsWholeLengthAndApprovedUntilItsNewEnd() {
        extend(1, END.plus(Duration.ofHours(2)));

        assertThat(world.told(Approved.class)).singleElement().satisfies(approved -> {
            assertThat(approved.extension()).isEqualTo(1);
            assertThat(approved.duration()).isNull();
            assertThat(approved.endsAt()).isEqualTo(END.plus(Duration.ofHours(2)));
            assertThat(approved.notAfter()).isEqualTo(approved.endsAt());
            assertThat(approved.targets()).isEqualTo(request.targets());
            assertThat(approved.personal().nonce()).isEqualTo("extension-nonce");
        });
        assertThat(world.judgedOn.get(new CaseKey(request.requestId(), 1))).satisfies(facts -> {
            assertThat(facts.length()).isEqualTo(Duration.ofHours(3));
            assertThat(facts.extension()).isEqualTo(1);
            assertThat(facts.justification()).isEqualTo("not done");
        });
    }

    @Test
    void anExtensionThatPeopleAreAskedAboutShowsItsOwnDigestAndLapsesWithTheAccess() {
        world.policy = TestPolicy.saying(asks(stage(1, "ops"))).version("test@2");
        ExtensionRequested extension = extend(1, END.plus(Duration.ofHours(2)));

        assertThat(world.told(ApprovalNeeded.class)).singleElement().satisfies(needed -> {
            assertThat(needed.extension()).isEqualTo(1);
            assertThat(needed.requestDigest()).isEqualTo(RequestDigest.of(extension));
            assertThat(needed.lapsesAt()).isEqualTo(END);
        });
        assertThat(vote(RequestDigest.of(request), NOW)).isInstanceOf(DecisionOutcome.NotCounted.class);
        assertThat(vote(RequestDigest.of(extension), NOW)).isInstanceOf(DecisionOutcome.Counted.class);
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class)).hasSize(1);
    }

    @Test
    void aYesThatDoesNotSayWhatItIsAboutMayBeMeantForTheRequestAndExtendsNothing() {
        world.policy = TestPolicy.saying(asks(stage(1, "ops"))).version("test@2");
        ExtensionRequested extension = extend(1, END.plus(Duration.ofHours(2)));

        assertThat(vote(null, NOW)).isInstanceOfSatisfying(DecisionOutcome.NotCounted.class, not -> {
            assertThat(not.reason()).isEqualTo(DecisionOutcome.Reason.NOT_WHAT_WAS_SHOWN);
            assertThat(not.detail()).contains("requestDigest");
        });
        assertThat(vote(RequestDigest.of(extension), NOW)).isInstanceOf(DecisionOutcome.Counted.class);
        assertThat(world.decideCase()
                        .decide(request.requestId(), ADA, new Vote(Verdict.DENY, "no", null, null), NOW)
                        .orElseThrow()
                        .outcome())
                .isInstanceOf(DecisionOutcome.Refused.class);
    }

    @Test
    void anExtensionThatNobodyAnswersLapsesWhenTheAccessEnds() {
        world.policy = TestPolicy.saying(asks(stage(1, "ops"))).version("test@2");
        extend(1, END.plus(Duration.ofHours(2)));

        world.lapseCases().lapse(END);

        assertThat(world.told(Lapsed.class))
                .singleElement()
                .satisfies(lapsed -> assertThat(lapsed.extension()).isEqualTo(1));
    }

    @Test
    void anExtensionAddsNothingToWhatWasNarrowed() {
        world.policy = TestPolicy.saying(asks(stage(1, "ops"))).version("test@2");
        RequestSubmitted one = lasting(Duration.ofHours(1), "web-1", "db-1");
        request = new RequestSubmitted(
                one.requestId(),
                one.requester(),
                one.targets(),
                one.duration(),
                null,
                null,
                new RequestSubmitted.Personal("Robin", List.of(Cidr.parse("203.0.113.0/24")), "disk full", "n"));
        world.openCase().open(request, NOW);
        evaluateDue.evaluateNext(NOW);
        Narrowing shorter =
                new Narrowing(Duration.ofMinutes(30), List.of(new Port(22)), List.of(Cidr.parse("203.0.113.7/32")));
        world.decideCase().decide(request.requestId(), ADA, new Vote(Verdict.APPROVE, "less", shorter, null), NOW);
        evaluateDue.evaluateNext(NOW);
        Approved first = world.told(Approved.class).getFirst();

        ExtensionRequested extension = extend(1, END);
        vote(RequestDigest.of(extension), NOW);
        evaluateDue.evaluateNext(NOW);

        Approved second = world.told(Approved.class).getLast();
        assertThat(second.extension()).isEqualTo(1);
        assertThat(second.targets()).isEqualTo(first.targets());
        assertThat(second.personal().sources())
                .isEqualTo(first.personal().sources())
                .containsExactly(Cidr.parse("203.0.113.7/32"));
    }

    @Test
    void onlySoManyExtensionsAreGivenAndTheNumberMustBeTheNext() {
        extend(1, END.plus(Duration.ofHours(1)));
        extend(1, END.plus(Duration.ofHours(1)));
        extend(3, END.plus(Duration.ofHours(2)));
        assertThat(world.told(Approved.class)).hasSize(1);
        assertDenied("out-of-order");

        extend(2, END.plus(Duration.ofHours(2)));
        assertThat(world.told(Approved.class)).hasSize(2);
        extend(4, END.plus(Duration.ofHours(3)));
        assertDenied("no-more-extensions");
        assertThat(world.told(Approved.class)).hasSize(2);
    }

    @Test
    void aRefusedExtensionHidesNoneThatWaitsAndLetsNoneOvertakeIt() {
        world.policy = TestPolicy.saying(asks(stage(1, "ops"))).version("test@2");
        ExtensionRequested waiting = extend(1, END.plus(Duration.ofHours(1)));
        extend(3, END.plus(Duration.ofHours(2)));
        extend(4, END.plus(Duration.ofHours(2)));
        assertThat(world.told(Denied.class)).extracting(Denied::reason).containsOnly("extension-pending");

        assertThat(vote(RequestDigest.of(waiting), NOW)).isInstanceOf(DecisionOutcome.Counted.class);
        evaluateDue.evaluateNext(NOW);
        assertThat(world.told(Approved.class))
                .singleElement()
                .satisfies(approved -> assertThat(approved.extension()).isEqualTo(1));
    }

    @Test
    void anExtensionThatARuleForbidsByNowIsDeniedHoweverManyAgreed() {
        world.policy = TestPolicy.saying(facts -> facts.at().isAfter(NOW)
                        ? new Ruling.Denies(List.of("by-day"), "denied-by-rule", "By day.", List.of())
                        : asks(stage(1, "ops")))
                .version("test@2");
        ExtensionRequested extension = extend(1, END.plus(Duration.ofHours(2)));
        Instant later = NOW.plusSeconds(60);
        vote(RequestDigest.of(extension), later);

        evaluateDue.evaluateNext(later);

        assertDenied("denied-by-rule");
        assertThat(world.told(Approved.class)).isEmpty();
    }

    @Test
    void oneExtensionWaitsAtATime() {
        world.policy = TestPolicy.saying(asks(stage(1, "ops"))).version("test@2");
        extend(1, END.plus(Duration.ofHours(1)));
        extend(2, END.plus(Duration.ofHours(2)));

        assertDenied("extension-pending");
    }

    @Test
    void whatWasNeverGivenOrIsOthersIsNotExtended() {
        tell(1, OUTSIDER, END.plus(Duration.ofHours(1)));
        assertDenied("not-the-requester");

        request = lasting(Duration.ofHours(1), "web-1");
        extend(1, END.plus(Duration.ofHours(1)));
        assertDenied("not-open");
        assertThat(world.told(Approved.class)).isEmpty();
    }

    @Test
    void accessThatIsOverIsNotExtended() {
        world.openCase().extend(extension(1, REQUESTER, END.plus(Duration.ofHours(1))), NOW);
        evaluateDue.evaluateNext(END);

        assertDenied("no-window");
    }

    @Test
    void revocationTakesAPendingExtensionWithIt() {
        world.policy = TestPolicy.saying(asks(stage(1, "ops"))).version("test@2");
        extend(1, END.plus(Duration.ofHours(1)));

        assertThat(world.withdrawCase().withdraw(request.requestId(), NOW)).isTrue();

        assertThat(vote(null, NOW)).isInstanceOf(DecisionOutcome.NotCounted.class);
        assertThat(world.withdrawCase().withdraw(request.requestId(), NOW)).isFalse();
    }

    @Test
    void aRightThatWasLostDoesNotExtend() {
        world.azure = _ -> granting(assignment(OUTSIDER, GROUP), permission("*"));
        world.policy = TestPolicy.saying(AUTOMATIC);

        extend(1, END.plus(Duration.ofHours(1)));

        assertDenied("missing-right");
    }

    private DecisionOutcome vote(@Nullable String digest, Instant at) {
        return world.decideCase()
                .decide(request.requestId(), ADA, new Vote(Verdict.APPROVE, "fine", null, digest), at)
                .orElseThrow()
                .outcome();
    }

    private void assertDenied(String reason) {
        assertThat(world.told(Denied.class)).last().satisfies(denied -> {
            assertThat(denied.reason()).isEqualTo(reason);
            assertThat(denied.extension()).isNotNull();
        });
    }

    private ExtensionRequested extend(int number, Instant end) {
        return tell(number, REQUESTER, end);
    }

    private ExtensionRequested tell(int number, PersonId by, Instant end) {
        ExtensionRequested extension = extension(number, by, end);
        world.openCase().extend(extension, NOW);
        evaluateDue.evaluateNext(NOW);
        return extension;
    }

    private ExtensionRequested extension(int number, PersonId by, Instant end) {
        Instant currentEnd = end.isAfter(END) ? END : NOW.plus(Duration.ofMinutes(30));
        return new ExtensionRequested(
                request.requestId(),
                number,
                by,
                NOW,
                currentEnd,
                end,
                new ExtensionRequested.Personal("Robin", "not done", "extension-nonce"));
    }
}
