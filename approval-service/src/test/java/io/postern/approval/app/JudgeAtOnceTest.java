package io.postern.approval.app;

import static io.postern.approval.Requests.APPROVERS;
import static io.postern.approval.Requests.GROUP;
import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.lasting;
import static io.postern.approval.Roles.assignment;
import static io.postern.approval.Roles.granting;
import static io.postern.approval.Roles.permission;
import static io.postern.approval.TestPolicy.AUTOMATIC;
import static io.postern.approval.TestPolicy.asks;
import static io.postern.approval.TestPolicy.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.approval.TestPolicy;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.CaseKey;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.contracts.event.ApprovalNeeded;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.policy.Ruling;
import io.postern.policy.TargetFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeAtOnceTest {
    private static final Entitlements ENOUGH = granting(assignment(REQUESTER, GROUP), permission("*"));
    private static final Entitlements NOTHING = new Entitlements(List.of(), Map.of());

    private final InMemory world = new InMemory();
    private final OpenCase openCase = world.openCase();
    private final RequestSubmitted request = lasting(Duration.ofHours(1), "web-1");
    private final CaseKey key = CaseKey.of(request.requestId());

    JudgeAtOnceTest() {
        world.remembered.put(REQUESTER, ENOUGH);
    }

    @Test
    void knownRightsAreEnoughAndNobodyIsAskedOrWoken() {
        openCase.open(request, NOW);

        assertThat(world.told).singleElement().isInstanceOf(Approved.class);
        assertThat(world.cases.get(key)).isInstanceOf(ApprovalCase.Settled.class);
        assertThat(world.judgedOn).containsKey(key);
        assertThat(world.due).isEmpty();
        assertThat(world.wakes).isZero();
        assertThat(world.agesAskedFor).isEmpty();
    }

    @Test
    void theSameRequestAgainIsNotJudgedAgain() {
        openCase.open(request, NOW);
        openCase.open(request, NOW);

        assertThat(world.told).hasSize(1);
    }

    @Test
    void whoseRightsAreNotKnownIsLeftToThoseWhoMayWait() {
        world.remembered.clear();

        openCase.open(request, NOW);

        assertLeft();
    }

    @Test
    void aKnownLackOfRightsDenies() {
        world.remembered.put(REQUESTER, NOTHING);

        openCase.open(request, NOW);

        assertThat(world.told).singleElement().isInstanceOf(Denied.class);
        assertThat(world.due).isEmpty();
    }

    @Test
    void approversAreAskedAtOnceToo() {
        world.policy = TestPolicy.saying(asks(stage(1, APPROVERS)));

        openCase.open(request, NOW);

        assertThat(world.told).singleElement().isInstanceOf(ApprovalNeeded.class);
        assertThat(world.due).isEmpty();
    }

    @Test
    void groupsAndVmsThatThePolicyLooksAtMustBeKnown() {
        world.policy = TestPolicy.saying(AUTOMATIC).looking();
        openCase.open(request, NOW);
        assertLeft();

        world.rememberedGroups.put(REQUESTER, Set.of(APPROVERS));
        RequestSubmitted second = lasting(Duration.ofHours(1), "web-1");
        openCase.open(second, NOW);
        assertThat(world.told).isEmpty();

        world.inventory.put(
                second.targets().getFirst().vm(),
                new TargetFacts.Seen("westeurope", "Linux", Map.of(), "PROTECTED", "", List.of()));
        openCase.open(lasting(Duration.ofHours(1), "web-1"), NOW);
        assertThat(world.told).singleElement().isInstanceOf(Approved.class);
    }

    @Test
    void aSignatureThatHasToBeFetchedIsLeftToThoseWhoMayWait() {
        world.signsAtOnce = false;

        openCase.open(request, NOW);

        assertLeft();
    }

    @Test
    void whatFailsIsLeftToThoseWhoMayTryAgainWhenItComesAgain() {
        world.policy = TestPolicy.saying(_ -> {
            throw new IllegalStateException("a rule that nobody can follow");
        });
        assertThatThrownBy(() -> openCase.open(request, NOW)).hasMessage("a rule that nobody can follow");
        world.cases.clear(); // rolled back

        openCase.open(request, NOW);

        assertLeft();
    }

    @Test
    void anEmergencyIsLeftToThoseWhoMayWait() {
        world.policy = TestPolicy.saying(new Ruling.BreaksGlass(
                List.of("emergency"), List.of(), List.of(), Duration.ofHours(24), 2, Duration.ofDays(7)));

        openCase.open(request, NOW);

        assertLeft();
    }

    private void assertLeft() {
        assertThat(world.told).isEmpty();
        assertThat(world.cases.get(key)).isInstanceOf(ApprovalCase.Submitted.class);
        assertThat(world.due).containsEntry(key, NOW);
        assertThat(world.wakes).isEqualTo(1);
    }
}
