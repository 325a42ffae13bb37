package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.PanicOrdered;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.domain.grant.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanicCloseTest {
    private static final int MANY = 800;
    private final World world = new World();
    private final PanicClose panic = new PanicClose(
            world.record, world.record, world.rules, world.record, world.ends, world.record, world.record, world);

    @Test
    void eightHundredRulesOfAnNsgAreGoneAfterThreeWritesAtMost() {
        world.asleep = true;
        for (int i = 0; i < MANY; i++) {
            world.approve(Duration.ofHours(1), "203.0." + i / 200 + "." + i % 200);
        }
        world.asleep = false;
        settled();
        assertThat(world.openings()).hasSize(MANY);
        world.azure.calls.clear();

        PanicClose.Closing closing = panic.now(order(Optional.of(World.NSG)), world.clock.instant());

        assertThat(closing).isEqualTo(new PanicClose.Closing(MANY, 1));
        assertThat(world.openings()).isEmpty();
        assertThat(world.azure.calls).hasSizeLessThanOrEqualTo(3);
        assertThat(world.told(RulesRemoved.class))
                .hasSize(MANY)
                .allMatch(removed -> removed.reason() == CloseReason.REVOKED);
    }

    @Test
    void whatIsNotOpenYetNeverOpensAndTheOrderIsOnTheTrail() {
        world.sweeperPass = Optional.empty();
        world.approve(Duration.ofHours(1));
        panic.now(order(Optional.empty()), world.clock.instant());
        world.sweeperPass = Optional.of(world.clock.instant());
        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesApplied.class)).isEmpty();
        assertThat(world.record.grants.values()).allMatch(Grant.Refused.class::isInstance);
        assertThat(world.told(PanicOrdered.class)).singleElement().satisfies(ordered -> {
            assertThat(ordered.about()).isEqualTo("everything");
            assertThat(ordered.orderedBy()).isEqualTo(World.ALICE);
            assertThat(ordered.personal().reason()).isEqualTo("somebody is inside");
        });
    }

    @Test
    void panicAtOneNsgLeavesOthersAlone() {
        world.approve(Duration.ofHours(1));
        PanicClose.Closing closing = panic.now(order(Optional.of(World.nsg("other"))), world.clock.instant());

        assertThat(closing).isEqualTo(new PanicClose.Closing(0, 0));
        assertThat(world.openings()).hasSize(1);
    }

    @Test
    void whatWasApprovedBeforeAPanicNeverOpensHoweverLateItComes() {
        Approved before = world.approval(RequestId.next(), Duration.ofHours(1));
        world.signed = world.clock.instant();
        panic.now(order(Optional.empty()), world.clock.instant());
        world.forward(Duration.ofSeconds(30));

        world.accept(before);

        assertThat(world.openings()).isEmpty();
        assertThat(world.record.grants).isEmpty();
        assertThat(world.told(EnforcementRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("panic"));
    }

    @Test
    void whatIsApprovedAfterAPanicOpens() {
        panic.now(order(Optional.empty()), world.clock.instant());
        world.forward(Duration.ofSeconds(2).plusMillis(1));
        world.signed = world.clock.instant();
        world.approve(Duration.ofHours(1));

        assertThat(world.openings()).hasSize(1);
    }

    @Test
    void clocksThatAreAlmostRightLetNothingThrough() {
        panic.now(order(Optional.empty()), world.clock.instant());
        world.signed = world.clock.instant().plusSeconds(2);
        world.approve(Duration.ofHours(1));

        assertThat(world.openings()).isEmpty();
    }

    @Test
    void aPanicAtOneNsgKeepsShutWhatIsBehindItAlone() {
        world.signed = world.clock.instant();
        panic.now(order(Optional.of(World.nsg("other"))), world.clock.instant());
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).hasSize(1);

        panic.now(order(Optional.of(World.NSG)), world.clock.instant());
        world.approve(Duration.ofHours(1));
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getLast().reason()).isEqualTo("panic");
    }

    @Test
    void whatIsApprovedForAVmThatNobodyKnowsIsShutByAPanicAnywhere() {
        List<Target> unknown = List.of(new Target(World.vm("new-1"), List.of(World.SSH)));
        Approved known = world.approval(RequestId.next(), Duration.ofHours(1), unknown, List.of("203.0.113.7"));
        Approved late = world.approval(RequestId.next(), Duration.ofHours(1), unknown, List.of("203.0.113.7"));
        world.accept(known);
        assertThat(world.record.grants.values()).hasOnlyElementsOfType(Grant.Granted.class);
        world.signed = world.clock.instant();

        panic.now(order(Optional.of(World.NSG)), world.clock.instant());
        world.accept(late);

        assertThat(world.record.grants.values()).singleElement().isInstanceOf(Grant.Refused.class);
        assertThat(world.told(EnforcementRefused.class).getLast().reason()).isEqualTo("panic");
    }

    @Test
    void aPanicIsOrderedAgainWhenSomebodyHeldItUpTooLong() {
        world.approve(Duration.ofHours(1));
        int[] calls = {0};
        world.record.beforeCall = () -> {
            if (++calls[0] <= 2) {
                throw new IllegalStateException("lock timeout");
            }
        };

        panic.now(order(Optional.empty()), world.clock.instant());

        assertThat(world.openings()).isEmpty();
    }

    @Test
    void aRecordThatNeverAnswersIsAnErrorForWhoeverPanics() {
        world.record.down = true;

        assertThatThrownBy(() -> panic.now(order(Optional.empty()), world.clock.instant()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatFailsOnceIsDoneInASecondPassAndEveryBoundaryIsLookedAt() {
        world.approve(Duration.ofHours(1));
        int[] calls = {0};
        world.record.beforeCall = () -> {
            if (++calls[0] == 2) {
                throw new IllegalStateException("deadlock");
            }
        };

        PanicClose.Closing closing = panic.now(order(Optional.of(World.NSG)), world.clock.instant());

        assertThat(closing).isEqualTo(new PanicClose.Closing(1, 1));
        assertThat(world.openings()).isEmpty();
    }

    @Test
    void whatFailsTwiceIsAnErrorThatHoldsUpNothingElse() {
        world.approve(Duration.ofHours(1));
        int[] calls = {0};
        world.record.beforeCall = () -> {
            if (++calls[0] == 2 || calls[0] == 3) {
                throw new IllegalStateException("deadlock");
            }
        };
        world.nudged.clear();

        assertThatThrownBy(() -> panic.now(order(Optional.of(World.NSG)), world.clock.instant()))
                .isInstanceOf(IllegalStateException.class);

        assertThat(world.nudged).contains(World.NSG);
    }

    @Test
    void whoeverDiesInAPanicLeavesTheRestToTheNextLookAtWhatIsDue() {
        world.approve(Duration.ofHours(1));
        world.sweeperPass = Optional.empty();
        world.approve(Duration.ofHours(1), "198.51.100.7");
        assertThat(world.openings()).hasSize(1);
        int[] calls = {0};
        world.record.beforeCall = () -> {
            if (++calls[0] == 2) {
                throw new FakeAzure.Killed();
            }
        };
        assertThatThrownBy(() -> panic.now(order(Optional.empty()), world.clock.instant()))
                .isInstanceOf(FakeAzure.Killed.class);

        world.forward(Duration.ofSeconds(3));
        world.run();
        assertThat(world.openings()).hasSize(1);
        world.approve(Duration.ofHours(1), "192.0.2.7");
        assertThat(world.openings()).hasSize(2);
        world.due(Duration.ZERO);
        world.due(Duration.ZERO);

        assertThat(world.openings()).hasSize(1);
        assertThat(world.told(RulesApplied.class)).hasSize(2);
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
        assertThat(world.told(EnforcementRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(CloseReason.REVOKED.word()));
        assertThat(world.record.unshut).isEmpty();
    }

    @Test
    void whatNobodyCouldShutIsTriedAgainAndHoldsUpNoDeadline() {
        world.approve(Duration.ofHours(1));
        world.record.beforeCall = () -> {
            if (!world.record.unshut.isEmpty()) {
                throw new IllegalStateException("lock timeout");
            }
        };
        assertThatThrownBy(() -> panic.now(order(Optional.empty()), world.clock.instant()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(world.openings()).hasSize(1);
        world.record.beforeCall = () -> {};

        world.due(Duration.ZERO);

        assertThat(world.openings()).isEmpty();
    }

    private void settled() {
        for (int i = 0; i < 10; i++) {
            world.run();
            world.forward(Duration.ofSeconds(1));
        }
    }

    private static PanicClose.Order order(Optional<BoundaryId> boundary) {
        return new PanicClose.Order(boundary, World.ALICE, "Alice", "somebody is inside");
    }
}
