package io.postern.approval.domain;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.GROUP;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.endingAt;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.Requests.vm;
import static io.postern.approval.Roles.INITIATE;
import static io.postern.approval.Roles.READ_VM;
import static io.postern.approval.Roles.assignment;
import static io.postern.approval.Roles.granting;
import static io.postern.approval.Roles.permission;
import static io.postern.approval.TestPolicy.AUTOMATIC;
import static io.postern.approval.TestPolicy.asks;
import static io.postern.approval.TestPolicy.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.postern.approval.TestPolicy;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.codec.RequestDigest;
import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.VmId;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.RequestFacts;
import io.postern.policy.Ruling;
import io.postern.policy.SubjectFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
    private static final Humans STRANGERS = Object::equals;

    private final Evaluator evaluator =
            new Evaluator(Duration.ofMinutes(15), new Confirmation("https://portal.test/{requestId}"));
    private ApprovalPolicy policy = TestPolicy.saying(AUTOMATIC);

    @Test
    void whatThePolicyLeavesToNobodyIsApprovedByItself() {
        assertThat(judge(lasting(Duration.ofHours(1), "web-1")))
                .asInstanceOf(type(Evaluated.Approves.class))
                .satisfies(approves -> {
                    assertThat(approves.next().ending()).isEqualTo(Ending.APPROVED);
                    assertThat(approves.terms().approvers()).isEmpty();
                    assertThat(approves.terms().policyRule()).isEqualTo("short-and-harmless");
                    assertThat(approves.terms().policyVersion()).isEqualTo("test@1");
                    assertThat(approves.terms().extension()).isNull();
                    assertThat(approves.terms().breakGlass()).isNull();
                });
    }

    @Test
    void whoIsAskedSeesEverythingThatTheyDecideOn() {
        policy = TestPolicy.saying(new Ruling.Asks(
                List.of("guarded", "production"),
                List.of(stage(1, APPROVERS), stage(2, "security", APPROVERS)),
                Risk.MEDIUM,
                Duration.ofHours(2)));
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");

        assertThat(judge(request)).asInstanceOf(type(Evaluated.Asks.class)).satisfies(asks -> {
            assertThat(asks.event().approvals()).isEqualTo(3);
            assertThat(asks.event().approverGroups()).containsExactly(APPROVERS, "security");
            assertThat(asks.event().policyRule()).isEqualTo("guarded, production");
            assertThat(asks.event().stages()).hasSize(2);
            assertThat(asks.event().requestDigest()).isEqualTo(RequestDigest.of(request));
            assertThat(asks.event().risk()).isEqualTo(Risk.MEDIUM);
            assertThat(asks.event().lapsesAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
            assertThat(asks.event().confirmAt()).isNull();
            assertThat(asks.next().need().places()).isEqualTo(3);
        });
    }

    @Test
    void aboveTheRiskThatBotsMayBringThePageToConfirmOnIsNamed() {
        policy = TestPolicy.saying(
                new Ruling.Asks(List.of("guarded"), List.of(stage(1, APPROVERS)), Risk.HIGH, Duration.ofHours(2)));
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");

        assertThat(judge(request))
                .asInstanceOf(type(Evaluated.Asks.class))
                .satisfies(asks ->
                        assertThat(asks.event().confirmAt()).isEqualTo("https://portal.test/" + request.requestId()));
    }

    @Test
    void aPolicyThatDeniesSaysWhatIsMissing() {
        policy = TestPolicy.saying(new Ruling.Denies(
                List.of("ticket"), "requirement-unmet", "Something is missing.", List.of("Name a ticket.")));

        assertThat(judge(lasting(Duration.ofHours(1), "web-1")))
                .asInstanceOf(type(Evaluated.Denies.class))
                .satisfies(denies -> {
                    assertThat(denies.event().reason()).isEqualTo("requirement-unmet");
                    assertThat(denies.event().detail()).isEqualTo("Something is missing. Name a ticket.");
                    assertThat(denies.unmet()).containsExactly("Name a ticket.");
                });
    }

    @Test
    void anEmergencyIsApprovedWithoutPeopleAndSaysSo() {
        policy = TestPolicy.saying(new Ruling.BreaksGlass(
                List.of("emergency"),
                List.of(stage(2, APPROVERS)),
                List.of("security"),
                Duration.ofHours(24),
                2,
                Duration.ofDays(7)));

        assertThat(judge(lasting(Duration.ofHours(1), "db-1")))
                .asInstanceOf(type(Evaluated.BreaksGlass.class))
                .satisfies(broken -> {
                    assertThat(broken.granted().terms().breakGlass()).isTrue();
                    assertThat(broken.granted().terms().approvers()).isEmpty();
                });
    }

    @Test
    void anAbsoluteEndIsTheLastMoment() {
        assertThat(judge(endingAt(NOW.plus(Duration.ofHours(3)), "web-1")))
                .asInstanceOf(type(Evaluated.Approves.class))
                .satisfies(
                        approves -> assertThat(approves.terms().notAfter()).isEqualTo(NOW.plus(Duration.ofHours(3))));
    }

    @Test
    void anEndThatIsNarrowedToADurationIsStillTheLastMoment() {
        RequestSubmitted request = endingAt(NOW.plus(Duration.ofHours(3)), "db-1");

        Approved shorter = approved(request, new Narrowing(Duration.ofMinutes(30), null, null));
        Approved noLonger = approved(request, new Narrowing(Duration.ofHours(5), null, null));

        assertThat(shorter.duration()).isEqualTo(Duration.ofMinutes(30));
        assertThat(shorter.endsAt()).isNull();
        assertThat(shorter.notAfter()).isEqualTo(NOW.plus(Duration.ofMinutes(45)));
        assertThat(noLonger.duration()).isEqualTo(Duration.ofHours(3));
        assertThat(noLonger.notAfter()).isEqualTo(NOW.plus(Duration.ofHours(3)));
    }

    @Test
    void aNarrowingLongerThanADayIsNoMoreThanWhatIsLeft() {
        Approved left = approved(
                endingAt(NOW.plus(Duration.ofHours(3)), "db-1"), new Narrowing(Duration.ofHours(30), null, null));

        assertThat(left.duration()).isEqualTo(Duration.ofHours(3));
        assertThat(left.notAfter()).isEqualTo(NOW.plus(Duration.ofHours(3)));
    }

    @Test
    void theTermsAreThoseAskedForAndEndWithTheOpeningDelay() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "web-1");

        Approved terms = ((Evaluated.Approves) judge(request)).terms();

        assertThat(terms.notAfter()).isEqualTo(NOW.plus(Duration.ofMinutes(75)));
        assertThat(terms.targets()).isEqualTo(request.targets());
        assertThat(terms.requester()).isEqualTo(REQUESTER);
        assertThat(terms.personal().sources()).isEqualTo(request.personal().sources());
        assertThat(terms.personal().nonce()).isEqualTo(request.personal().nonce());
        assertThat(terms.jws()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT24H1S", "PT2540400000000H"})
    void aDurationOfMoreThanADayIsDenied(String length) {
        assertDenied(judge(lasting(Duration.parse(length), "web-1")), "no-window");
    }

    @Test
    void anEndThatIsOverIsDenied() {
        assertDenied(judge(endingAt(NOW, "web-1")), "no-window");
    }

    @ParameterizedTest
    @ValueSource(strings = {INITIATE, READ_VM})
    void oneOfTheTwoRightsIsNotEnough(String only) {
        RequestSubmitted request = lasting(Duration.ofHours(1), "web-1");
        var some = Map.of(vm("web-1"), granting(assignment(REQUESTER, GROUP), permission(only)));

        assertDenied(judge(request, some), "missing-right");
    }

    @Test
    void theRightIsNeededOnEveryVmAskedFor() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "web-1", "jump-1");
        var one = Map.of(vm("web-1"), granting(assignment(REQUESTER, GROUP), permission(INITIATE, READ_VM)));

        assertDenied(judge(request, one), "missing-right");
    }

    @Test
    void aPendingCaseWaitsForItsPeopleThenNamesThem() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        ApprovalCase.Pending pending = pending(request);

        assertThat(evaluator.conclude(pending, enoughFor(request), STRANGERS, NOW))
                .isInstanceOf(Evaluated.Waits.class);
        assertThat(approved(request, null).approvers()).containsExactly(APPROVER);
    }

    @Test
    void approversCannotGiveWhatTheRequesterHasLostMeanwhile() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        ApprovalCase.Pending enough = pending(request).with(yes(null), STRANGERS);

        assertDenied(evaluator.conclude(enough, Map.of(), STRANGERS, NOW), "missing-right");
    }

    private Approved approved(RequestSubmitted request, @Nullable Narrowing narrowing) {
        ApprovalCase.Pending enough = pending(request).with(yes(narrowing), STRANGERS);
        return ((Evaluated.Approves) evaluator.conclude(enough, enoughFor(request), STRANGERS, NOW)).terms();
    }

    private static CountedDecision yes(@Nullable Narrowing narrowing) {
        return new CountedDecision(
                APPROVER,
                "Ada",
                Verdict.APPROVE,
                "fine",
                narrowing,
                Set.of(APPROVERS),
                null,
                CountedDecision.Standing.COUNTS,
                NOW);
    }

    private ApprovalCase.Pending pending(RequestSubmitted request) {
        policy = TestPolicy.saying(asks(stage(1, APPROVERS)));
        return ((Evaluated.Asks) judge(request)).next();
    }

    private Evaluated judge(RequestSubmitted request) {
        return judge(request, enoughFor(request));
    }

    private Evaluated judge(RequestSubmitted request, Map<VmId, Entitlements> rights) {
        RequestFacts facts = new RequestFacts(
                new SubjectFacts(REQUESTER, null), List.of(), List.of(), Duration.ZERO, null, "", 0, false, NOW);
        return evaluator.judge(
                new ApprovalCase.Submitted(Wish.of(request), policy.version(), NOW), rights, policy, facts, NOW);
    }

    private static void assertDenied(Evaluated evaluated, String reason) {
        assertThat(evaluated).asInstanceOf(type(Evaluated.Denies.class)).satisfies(denies -> {
            assertThat(denies.event().reason()).isEqualTo(reason);
            assertThat(denies.next().ending()).isEqualTo(Ending.DENIED);
        });
    }

    private static Map<VmId, Entitlements> enoughFor(RequestSubmitted request) {
        return request.targets().stream()
                .map(Target::vm)
                .collect(Collectors.toMap(
                        vm -> vm, _ -> granting(assignment(REQUESTER, GROUP), permission(INITIATE, READ_VM))));
    }
}
