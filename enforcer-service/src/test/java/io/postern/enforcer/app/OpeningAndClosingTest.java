package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningAndClosingTest {
    private final World world = new World();

    @Test
    void anApprovalOpensOneRuleThatSaysItsEnd() {
        world.approve(Duration.ofHours(1));

        assertThat(world.openings()).hasSize(1);
        RulesApplied applied = world.told(RulesApplied.class).getFirst();
        assertThat(applied.until()).isEqualTo(Instant.parse("2026-11-21T11:00:01Z"));
        assertThat(applied.ruleName()).isEqualTo(world.openings().getFirst());
        assertThat(applied.boundaries()).singleElement().satisfies(write -> {
            assertThat(write.priority()).isEqualTo(100);
            assertThat(write.correlationId()).startsWith("put-");
        });
    }

    @Test
    void aRuleGoesAtItsEndAndNotAMillisecondBefore() {
        world.approve(Duration.ofHours(1));
        Instant end = world.told(RulesApplied.class).getFirst().until();

        world.clock.set(end.minusMillis(1));
        world.run();
        assertThat(world.openings()).hasSize(1);

        world.clock.set(end);
        world.run();
        assertThat(world.openings()).isEmpty();
        RulesRemoved removed = world.told(RulesRemoved.class).getFirst();
        assertThat(removed.reason()).isEqualTo(CloseReason.EXPIRED);
        assertThat(removed.boundaries().getFirst().correlationId()).startsWith("delete-");
    }

    @Test
    void aSecondRunWritesNothingAndTellsNothing() {
        world.approve(Duration.ofHours(1));
        world.azure.calls.clear();
        world.record.events.clear();

        assertThat(world.run()).isEqualTo(new Progress.Done(false));

        assertThat(world.azure.calls).isEmpty();
        assertThat(world.record.events).isEmpty();
    }

    @Test
    void overlappingGrantsLiveSideBySideAndTheEndOfOneLeavesTheOther() {
        world.approve(Duration.ofHours(1));
        world.approve(Duration.ofHours(2));
        assertThat(world.openings()).hasSize(2);
        SecurityRule longer = world.azure.nsgs.get(World.NSG).getLast();

        world.forward(Duration.ofMinutes(61));
        world.run();

        assertThat(world.openings()).containsExactly(longer.name());
        assertThat(world.azure.nsgs.get(World.NSG)).contains(longer);
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
    }

    @Test
    void foreignRulesAreNotTouched() {
        List<SecurityRule> foreign = List.of(
                world.foreign("corporate", 101, Access.ALLOW),
                world.foreign("postern-other-deny-0011223344556677", 2000, Access.DENY));
        world.run();

        world.approve(Duration.ofHours(1));
        world.forward(Duration.ofHours(2));
        world.run();

        assertThat(world.azure.nsgs.get(World.NSG)).containsAll(foreign);
        assertThat(world.azure.calls).noneMatch(call -> call.contains("corporate") || call.contains("-other-"));
    }

    @Test
    void aCloseEndsAGrantAtOnceAndSaysThatItIsClosed() {
        RequestId request = world.approve(Duration.ofHours(1));

        CloseGrant.State state =
                world.close.now(request.value(), CloseReason.REVOKED, world.clock.instant(), Duration.ofSeconds(3));

        assertThat(state).isEqualTo(CloseGrant.State.CLOSED);
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class).getFirst().reason()).isEqualTo(CloseReason.REVOKED);
    }

    @Test
    void aCloseThatAzureHoldsUpSaysThatItIsStillClosing() {
        RequestId request = world.approve(Duration.ofHours(1));
        for (int i = 0; i < 10_000; i++) {
            world.azure.faults.add(FakeAzure.Fault.FORBIDDEN);
        }

        CloseGrant.State state =
                world.close.now(request.value(), CloseReason.REVOKED, world.clock.instant(), Duration.ofMillis(30));

        assertThat(state).isEqualTo(CloseGrant.State.CLOSING);
        assertThat(world.told(RulesRemoved.class)).isEmpty();
    }

    @Test
    void aCloseThatCameFirstKeepsTheApprovalFromOpeningAnything() {
        RequestId request = RequestId.next();
        world.close.now(request.value(), CloseReason.REVOKED, world.clock.instant(), Duration.ofSeconds(3));

        world.record.call(() -> {
            world.accept.on(world.approval(request, Duration.ofHours(1)), world.clock.instant());
            return request;
        });

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("revoked");
    }

    @Test
    void anApprovalThatIsNearlyOverIsRefused() {
        world.sweeperPass = java.util.Optional.empty();
        world.approve(Duration.ofHours(1));
        world.forward(Duration.ofMinutes(75).minusMillis(1500));

        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("too-late");
    }

    @Test
    void aVmThatIsGoneTakesItsGrantWithIt() {
        world.approve(Duration.ofHours(1));
        world.azure.machines.clear();

        world.assess.scan();

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class).getFirst().reason()).isEqualTo(CloseReason.VM_DELETED);
    }

    @Test
    void anNsgThatIsGoneEndsTheGrantsBehindIt() {
        world.approve(Duration.ofHours(1));
        world.azure.nsgs.clear();

        world.run();

        assertThat(world.told(RulesRemoved.class).getFirst().reason()).isEqualTo(CloseReason.VM_DELETED);
    }
}
