package io.postern.approval.domain;

import static io.postern.approval.Requests.APPROVER;
import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.OUTSIDER;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.SECOND_APPROVER;
import static io.postern.approval.Requests.lasting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CountingTest {
    private static final Humans STRANGERS = Object::equals;
    private static final Counting COUNTING =
            new Counting(STRANGERS, Risk.MEDIUM, new Confirmation("https://portal.test/{requestId}"));

    private final RequestSubmitted request = lasting(Duration.ofHours(5), "db-1");
    private final ApprovalCase.Pending pending = new ApprovalCase.Pending(
            Wish.of(request),
            new Need(
                    List.of(new Stage("two", List.of(APPROVERS), 2)),
                    Risk.LOW,
                    NOW.plus(Duration.ofHours(1)),
                    "two",
                    "test@1"),
            List.of());

    @Test
    void twoDistinctApproversAreEnough() {
        ApprovalCase.Pending once = counted(pending, APPROVER).next();
        DecisionOutcome.Counted twice = counted(once, SECOND_APPROVER);

        assertThat(once.hasEnough(STRANGERS)).isFalse();
        assertThat(twice.next().hasEnough(STRANGERS)).isTrue();
        assertThat(twice.event().counted()).isEqualTo(2);
        assertThat(twice.event().needed()).isEqualTo(2);
    }

    @Test
    void theSameApproverTwiceCountsOnce() {
        ApprovalCase.Pending once = counted(pending, APPROVER).next();

        assertThat(count(once, APPROVER, Verdict.APPROVE))
                .asInstanceOf(type(DecisionOutcome.AlreadyCounted.class))
                .satisfies(same ->
                        assertThat(same.unchanged().hasEnough(STRANGERS)).isFalse());
    }

    @Test
    void nobodyDecidesOnTheirOwnRequestEvenAsAnApprover() {
        assertNotCounted(count(pending, REQUESTER, Verdict.APPROVE), DecisionOutcome.Reason.OWN_REQUEST);
        assertNotCounted(count(pending, REQUESTER, Verdict.DENY), DecisionOutcome.Reason.OWN_REQUEST);
    }

    @Test
    void theSameObjectIdInAnotherTenantIsAnotherPerson() {
        PersonId namesake = new PersonId("99999999-9999-9999-9999-999999999999", REQUESTER.oid());

        assertThat(count(pending, namesake, Verdict.APPROVE)).isInstanceOf(DecisionOutcome.Counted.class);
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void whoIsInNoneOfTheGroupsDoesNotCount(Verdict verdict) {
        Approver outsider = new Approver(OUTSIDER, "Olga", Set.of("some-other-group"), null, null);

        assertNotCounted(
                COUNTING.count(pending, outsider, new Vote(verdict, "why", null, null), NOW),
                DecisionOutcome.Reason.NOT_AN_APPROVER);
    }

    @Test
    void oneNoOutweighsEveryYes() {
        ApprovalCase.Pending enough =
                counted(counted(pending, APPROVER).next(), SECOND_APPROVER).next();

        assertThat(count(enough, person(4), Verdict.DENY))
                .asInstanceOf(type(DecisionOutcome.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.next().ending()).isEqualTo(Ending.DENIED);
                    assertThat(refused.denied().deciders()).containsExactly(person(4));
                });
    }

    @Test
    void anApproverMayTurnAYesIntoANo() {
        ApprovalCase.Pending once = counted(pending, APPROVER).next();

        assertThat(count(once, APPROVER, Verdict.DENY)).isInstanceOf(DecisionOutcome.Refused.class);
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void nothingCountsAfterTheEnd(Ending ending) {
        assertNotCounted(count(pending.settle(ending), APPROVER, Verdict.APPROVE), DecisionOutcome.Reason.SETTLED);
        assertNotCounted(count(pending.settle(ending), APPROVER, Verdict.DENY), DecisionOutcome.Reason.SETTLED);
    }

    @Test
    void nothingCountsBeforeThePolicyHasSpoken() {
        assertNotCounted(
                count(new ApprovalCase.Submitted(Wish.of(request), "test@1", NOW), APPROVER, Verdict.APPROVE),
                DecisionOutcome.Reason.NOT_EVALUATED_YET);
    }

    @Test
    void theNameAndTheCommentStayInThePersonalPart() {
        var event = counted(pending, APPROVER).event();

        assertThat(event.personal().comment()).isEqualTo("why");
        assertThat(event.personal().approverName()).isEqualTo("Ada");
    }

    private static PersonId person(int number) {
        return io.postern.approval.Requests.person(number);
    }

    private static DecisionOutcome.Counted counted(ApprovalCase before, PersonId approver) {
        return (DecisionOutcome.Counted) count(before, approver, Verdict.APPROVE);
    }

    private static DecisionOutcome count(ApprovalCase before, PersonId person, Verdict verdict) {
        return COUNTING.count(
                before,
                new Approver(person, "Ada", Set.of(APPROVERS), null, null),
                new Vote(verdict, "why", null, null),
                NOW);
    }

    private static void assertNotCounted(DecisionOutcome outcome, DecisionOutcome.Reason reason) {
        assertThat(outcome)
                .asInstanceOf(type(DecisionOutcome.NotCounted.class))
                .satisfies(not -> assertThat(not.reason()).isEqualTo(reason));
    }
}
