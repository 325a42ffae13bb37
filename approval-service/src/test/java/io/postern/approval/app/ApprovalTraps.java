package io.postern.approval.app;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.GROUP;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.Requests.person;
import static io.postern.approval.Roles.assignment;
import static io.postern.approval.Roles.granting;
import static io.postern.approval.Roles.permission;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.TestPolicy;
import io.postern.approval.domain.Approver;
import io.postern.approval.domain.DecisionOutcome;
import io.postern.approval.domain.Vote;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.net.Cidr;
import io.postern.policy.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The traps that other systems fell into, each with the place where it is held here. Two clicks at the same time, a restart
 * and many instances need a database: {@code CasesAtScaleTest}. Rules that contradict each other, dead ends found before a
 * policy is in force, and schedules are the policy's own: module approval-policy.
 */
abstract class ApprovalTraps {
    static final Entitlements ENOUGH = granting(assignment(REQUESTER, GROUP), permission("*"));
    static final PersonId ALIAS = person(9);

    final InMemory world = new InMemory();
    final EvaluateDue evaluateDue = world.evaluateDue();

    ApprovalTraps() {
        world.azure = _ -> ENOUGH;
    }

    RequestSubmitted wide() {
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

    static Narrowing from(String source) {
        return new Narrowing(null, null, List.of(Cidr.parse(source)));
    }

    RequestSubmitted pending(Ruling ruling) {
        world.policy = TestPolicy.saying(ruling);
        return judged();
    }

    RequestSubmitted judged() {
        RequestSubmitted request = submit();
        evaluateDue.evaluateNext(NOW);
        return request;
    }

    RequestSubmitted submit() {
        RequestSubmitted request = lasting(Duration.ofHours(1), "db-1");
        world.openCase().open(request, NOW);
        return request;
    }

    static Approver ada(String... groups) {
        return approver(APPROVER, groups);
    }

    static Approver bob(String... groups) {
        return approver(SECOND_APPROVER, groups);
    }

    static Approver approver(PersonId person, String... groups) {
        return new Approver(person, person.equals(APPROVER) ? "Ada" : "Bob", Set.of(groups), null, null);
    }

    DecisionOutcome yes(RequestSubmitted request, Approver approver) {
        return decide(request, approver, (Narrowing) null);
    }

    void no(RequestSubmitted request, Approver approver) {
        cast(request, approver, new Vote(Verdict.DENY, "no", null, null), NOW);
    }

    DecisionOutcome decide(RequestSubmitted request, Approver approver, @Nullable Narrowing narrowing) {
        return decide(request, approver, narrowing, NOW);
    }

    DecisionOutcome decide(RequestSubmitted request, Approver approver, @Nullable Narrowing narrowing, Instant at) {
        return cast(request, approver, new Vote(Verdict.APPROVE, "fine", narrowing, null), at);
    }

    DecisionOutcome cast(RequestSubmitted request, Approver approver, Vote vote, Instant at) {
        return world.decideCase()
                .decide(request.requestId(), approver, vote, at)
                .orElseThrow()
                .outcome();
    }

    static void assertNotCounted(DecisionOutcome outcome, String word) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        DecisionOutcome.NotCounted.class,
                        not -> assertThat(not.reason().word()).isEqualTo(word));
    }
}
