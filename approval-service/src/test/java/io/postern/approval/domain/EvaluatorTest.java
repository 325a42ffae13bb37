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
import static io.postern.approval.Roles.enoughFor;
import static io.postern.approval.Roles.granting;
import static io.postern.approval.Roles.permission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
    private final Evaluator evaluator =
            new Evaluator(new ApprovalPolicy(Set.of("web-1", vm("jump-1").value()), APPROVERS), Duration.ofMinutes(15));

    @ParameterizedTest
    @CsvSource({"web-1, PT5S", "web-1, PT3H", "WEB-1, PT1H", "jump-1, PT3H", "web-1 jump-1, PT1H"})
    void shortAccessToNamedVmsIsApprovedByItself(String vms, Duration length) {
        Evaluated evaluated = evaluate(lasting(length, vms.split(" ")));

        assertThat(evaluated).asInstanceOf(type(Evaluated.Approves.class)).satisfies(approves -> {
            assertThat(approves.next().ending()).isEqualTo(Ending.APPROVED);
            assertThat(approves.unsigned().approvers()).isEmpty();
            assertThat(approves.unsigned().policyRule()).isEqualTo("automatic-up-to-3h");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "web-1, PT3H1S, 1",
        "web-1, PT4H, 1",
        "web-1, PT4H1S, 2",
        "db-1, PT5S, 1",
        "db-1, PT4H, 1",
        "db-1, PT8H, 2",
        "web-1 db-1, PT1H, 1"
    })
    void longerAccessAndOtherVmsAskPeople(String vms, Duration length, int people) {
        Evaluated evaluated = evaluate(lasting(length, vms.split(" ")));

        assertThat(evaluated).asInstanceOf(type(Evaluated.Asks.class)).satisfies(asks -> {
            assertThat(asks.event().approvals()).isEqualTo(people);
            assertThat(asks.event().approverGroups()).containsExactly(APPROVERS);
            assertThat(asks.next().need().approvals()).isEqualTo(people);
        });
    }

    @Test
    void anAbsoluteEndIsMeasuredFromTheDecision() {
        assertThat(evaluate(endingAt(NOW.plus(Duration.ofHours(3)), "web-1")))
                .asInstanceOf(type(Evaluated.Approves.class))
                .satisfies(approves ->
                        assertThat(approves.unsigned().notAfter()).isEqualTo(NOW.plus(Duration.ofHours(3))));
        assertThat(evaluate(endingAt(NOW.plus(Duration.ofHours(5)), "web-1")))
                .asInstanceOf(type(Evaluated.Asks.class))
                .satisfies(asks -> assertThat(asks.event().approvals()).isEqualTo(2));
    }

    @Test
    void theTermsAreThoseAskedForAndEndWithTheOpeningDelay() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "web-1");

        Approved terms = ((Evaluated.Approves) evaluate(request)).unsigned();

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
        assertDenied(evaluate(lasting(Duration.parse(length), "web-1")), "no-window");
    }

    @Test
    void anEndThatIsOverIsDenied() {
        assertDenied(evaluate(endingAt(NOW, "web-1")), "no-window");
    }

    @ParameterizedTest
    @ValueSource(strings = {INITIATE, READ_VM})
    void oneOfTheTwoRightsIsNotEnough(String only) {
        RequestSubmitted request = lasting(Duration.ofHours(1), "web-1");
        var some = Map.of(vm("web-1"), granting(assignment(REQUESTER, GROUP), permission(only)));

        assertDenied(evaluator.evaluate(new ApprovalCase.Submitted(request), some, NOW), "missing-right");
    }

    @Test
    void theRightIsNeededOnEveryVmAskedFor() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "web-1", "jump-1");
        var one = Map.of(vm("web-1"), granting(assignment(REQUESTER, GROUP), permission(INITIATE, READ_VM)));

        assertDenied(evaluator.evaluate(new ApprovalCase.Submitted(request), one, NOW), "missing-right");
    }

    @Test
    void aPendingCaseWaitsForItsPeopleThenNamesThem() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        ApprovalCase.Pending pending = ((Evaluated.Asks) evaluate(request)).next();
        ApprovalCase.Pending enough = new ApprovalCase.Pending(
                request, pending.need(), List.of(new CountedDecision(APPROVER, Verdict.APPROVE, NOW)));

        assertThat(evaluator.evaluate(pending, enoughFor(request), NOW)).isInstanceOf(Evaluated.Waits.class);
        assertThat(evaluator.evaluate(enough, enoughFor(request), NOW))
                .asInstanceOf(type(Evaluated.Approves.class))
                .satisfies(
                        approves -> assertThat(approves.unsigned().approvers()).containsExactly(APPROVER));
    }

    @Test
    void approversCannotGiveWhatTheRequesterHasLostMeanwhile() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        ApprovalCase.Pending pending = ((Evaluated.Asks) evaluate(request)).next();
        ApprovalCase.Pending enough = new ApprovalCase.Pending(
                request, pending.need(), List.of(new CountedDecision(APPROVER, Verdict.APPROVE, NOW)));

        assertDenied(evaluator.evaluate(enough, Map.of(), NOW), "missing-right");
    }

    private Evaluated evaluate(RequestSubmitted request) {
        return evaluator.evaluate(new ApprovalCase.Submitted(request), enoughFor(request), NOW);
    }

    private static void assertDenied(Evaluated evaluated, String reason) {
        assertThat(evaluated).asInstanceOf(type(Evaluated.Denies.class)).satisfies(denies -> {
            assertThat(denies.event().reason()).isEqualTo(reason);
            assertThat(denies.next().ending()).isEqualTo(Ending.DENIED);
        });
    }
}
