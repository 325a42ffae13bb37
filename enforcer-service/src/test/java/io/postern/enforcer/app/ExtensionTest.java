package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.nsg.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExtensionTest {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private final World world = new World();
    private final RequestId request = world.approve(Duration.ofHours(1));
    private final RulesApplied before = world.told(RulesApplied.class).getFirst();
    private final Instant later = before.until().plus(Duration.ofHours(1));

    @BeforeEach
    void halfAnHourLater() {
        world.forward(Duration.ofMinutes(30));
        world.azure.calls.clear();
    }

    @Test
    void theNewRuleIsThereBeforeTheOldOneGoesAndExactlyOneIsLeft() {
        world.extend(request, 1, later);

        RulesApplied applied = world.told(RulesApplied.class).getLast();
        assertThat(world.azure.calls).containsExactly("PUT " + applied.ruleName(), "DELETE " + before.ruleName());
        assertThat(world.openings()).containsExactly(applied.ruleName());
        assertThat(applied.grantId()).isNotEqualTo(before.grantId());
        assertThat(applied.from()).isEqualTo(world.clock.instant());
        assertThat(applied.until()).isEqualTo(later);
        RulesRemoved removed = world.told(RulesRemoved.class).getFirst();
        assertThat(removed.grantId()).isEqualTo(before.grantId());
        assertThat(removed.reason()).isEqualTo(CloseReason.EXTENDED);
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void theAccessEndsAtTheNewEndAndAgainstTheOldOneNothingHappens() {
        world.extend(request, 1, later);
        world.clock.set(before.until());
        due();
        world.run();
        assertThat(world.openings()).hasSize(1);

        world.clock.set(later);
        world.run();
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class).getLast().reason()).isEqualTo(CloseReason.EXPIRED);
    }

    @Test
    void anExtensionCanBeExtendedAgain() {
        world.extend(request, 1, later);
        world.extend(request, 2, later.plusSeconds(3600));

        assertThat(world.openings()).hasSize(1);
        assertThat(world.told(RulesRemoved.class))
                .extracting(RulesRemoved::reason)
                .containsOnly(CloseReason.EXTENDED);
        assertThat(world.told(RulesApplied.class)).hasSize(3);
    }

    @Test
    void afterTheEndAnExtensionOpensNothing() {
        world.clock.set(before.until());
        world.extend(request, 1, later);
        world.run();
        world.extend(request, 2, later);

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(EnforcementRefused.class))
                .extracting(EnforcementRefused::reason)
                .containsExactly("too-late", "too-late");
        assertThat(world.record.grants).hasSize(1);
    }

    @Test
    void aReplayedExtensionAndOneOfTheSameNumberOpenNothing() {
        world.extend(request, 1, later);
        world.azure.calls.clear();

        world.extend(request, 1, later);
        world.accept(world.extension(request, 1, later.plusSeconds(60)).signed("another"));

        assertThat(world.azure.calls).isEmpty();
        assertThat(world.record.grants).hasSize(2);
    }

    @Test
    void whereNoPlaceIsFreeTheOldRuleEndsAsItWouldHaveAndSomebodyIsTold() {
        for (int slot = 101; slot < 1000; slot++) {
            world.foreign("full-" + slot, slot, Access.ALLOW);
        }
        world.run();

        world.extend(request, 1, later);

        assertThat(world.openings()).containsExactly(before.ruleName());
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("no-slot");
        endsAsItWouldHave();
    }

    @Test
    void whatAzureRefusesIsToldAndTheOldRuleEndsAsItWouldHave() {
        world.azure.faults.add(FakeAzure.Fault.INVALID);
        world.extend(request, 1, later);
        world.run();

        assertThat(world.openings()).containsExactly(before.ruleName());
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("azure-refused");
        endsAsItWouldHave();
    }

    @Test
    void whatCannotBeWrittenUntilTheOldEndIsRefusedThenAndNotWrittenLater() {
        forbidWrites(100);
        world.extend(request, 1, later);
        assertThat(world.openings()).containsExactly(before.ruleName());

        world.azure.faults.clear();
        world.clock.set(before.until());
        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("too-late");
        assertThat(world.told(RulesRemoved.class).getFirst().reason()).isEqualTo(CloseReason.EXPIRED);
        nothingIsOpenedLater();
    }

    @Test
    void whatAnInterlockHoldsIsRefusedAtTheOldEnd() {
        world.sweeperPass = Optional.empty();
        world.extend(request, 1, later);
        assertThat(world.openings()).containsExactly(before.ruleName());
        assertThat(world.told(EnforcementRefused.class)).isEmpty();

        world.clock.set(before.until());
        due();
        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("too-late");
        nothingIsOpenedLater();
    }

    @Test
    void anInterlockThatLetsGoInTimeIsNoGap() {
        world.sweeperPass = Optional.empty();
        world.extend(request, 1, later);
        world.clock.set(before.until().minusSeconds(1));
        world.sweeperPass = Optional.of(world.clock.instant());
        world.interlocks.azureSaid(world.clock.instant(), world.clock.instant(), world.clock.instant());
        due();
        world.run();

        assertThat(world.azure.calls).last().isEqualTo("DELETE " + before.ruleName());
        assertThat(world.openings()).hasSize(1);
    }

    @Test
    void aRuleThatIsThereWhenTheOldEndComesGoesOn() {
        diesAfterTheWrite();
        assertThat(world.openings()).hasSize(2);

        world.clock.set(before.until());
        due();
        world.run();

        assertThat(world.openings())
                .containsExactly(world.told(RulesApplied.class).getLast().ruleName());
        assertThat(world.told(RulesApplied.class).getLast().until()).isEqualTo(later);
        assertThat(world.told(RulesRemoved.class))
                .singleElement()
                .satisfies(removed -> assertThat(removed.reason()).isEqualTo(CloseReason.EXTENDED));
        assertThat(world.record.events.indexOf(world.told(RulesApplied.class).getLast()))
                .isLessThan(world.record.events.indexOf(
                        world.told(RulesRemoved.class).getLast()));
    }

    @Test
    void anExtensionThatGaveWayInTheSameRunIsNotOpenedAfterAll() {
        diesAfterTheWrite();
        GrantTerms terms = List.copyOf(world.record.grants.values()).getLast().terms();
        Instant sooner = later.minusSeconds(60);
        GrantTerms shorter = new GrantTerms(
                GrantId.next(),
                terms.request(),
                terms.vm(),
                terms.protocol(),
                terms.family(),
                terms.ports(),
                terms.sources(),
                null,
                sooner,
                sooner,
                terms.line());
        world.record.grants.put(shorter.id(), new Grant.Opening(shorter, sooner));

        world.run();
        world.run();

        assertThat(world.told(RulesApplied.class))
                .extracting(RulesApplied::grantId)
                .containsExactly(before.grantId(), terms.id());
        assertThat(world.openings())
                .containsExactly(world.told(RulesApplied.class).getLast().ruleName());
        assertThat(world.record.grants.get(shorter.id())).isInstanceOf(Grant.Refused.class);
    }

    @Test
    void anyCloseAtAnyMomentClosesBoth() {
        for (Moment moment : Moment.values()) {
            for (boolean byGrant : new boolean[] {false, true}) {
                ExtensionTest fresh = new ExtensionTest();
                fresh.halfAnHourLater();
                fresh.isClosedAt(moment, byGrant);
            }
        }
    }

    private enum Moment {
        GRANTED,
        INTENDED,
        WRITTEN,
        OPEN
    }

    private void isClosedAt(Moment moment, boolean byGrant) {
        switch (moment) {
            case GRANTED -> {
                world.sweeperPass = Optional.empty();
                world.extend(request, 1, later);
                world.sweeperPass = Optional.of(world.clock.instant());
            }
            case INTENDED -> {
                forbidWrites(4);
                world.extend(request, 1, later);
                world.azure.faults.clear();
            }
            case WRITTEN -> diesAfterTheWrite();
            case OPEN -> world.extend(request, 1, later);
        }

        CloseGrant.State state = world.close.now(
                byGrant ? before.grantId().value() : request.value(),
                CloseReason.REVOKED,
                world.clock.instant(),
                PATIENCE);

        assertThat(state).as("%s", moment).isEqualTo(CloseGrant.State.CLOSED);
        assertThat(world.openings()).as("%s", moment).isEmpty();
        assertThat(world.record.unfinished()).isEmpty();
        nothingIsOpenedLater();
        world.extend(request, 2, later.plusSeconds(60));
        assertThat(world.openings()).isEmpty();
    }

    @Test
    void aCloseByTheIdOfTheNewGrantClosesTheOldOneToo() {
        forbidWrites(100);
        world.extend(request, 1, later);
        world.azure.faults.clear();
        Grant extension = List.copyOf(world.record.grants.values()).getLast();

        world.close.now(extension.id().value(), CloseReason.RELEASED, world.clock.instant(), PATIENCE);

        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class).getFirst().reason()).isEqualTo(CloseReason.RELEASED);
    }

    @Test
    void aDatabaseThatIsAwayAtTheOldEndTakesTheOldRuleAwayAndOpensNothing() {
        world.sweeperPass = Optional.empty();
        world.extend(request, 1, later);
        world.clock.set(before.until());
        world.record.down = true;
        world.run();
        assertThat(world.openings()).isEmpty();

        world.record.down = false;
        world.run();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("too-late");
    }

    @Test
    void aWipedExtensionIsPutBack() {
        world.extend(request, 1, later);
        String name = world.openings().getFirst();
        world.azure.drop(World.NSG, name);

        world.run();

        assertThat(world.openings()).containsExactly(name);
    }

    private void endsAsItWouldHave() {
        world.clock.set(before.until().minusMillis(1));
        world.run();
        assertThat(world.openings()).containsExactly(before.ruleName());
        world.clock.set(before.until());
        world.run();
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class))
                .singleElement()
                .satisfies(removed -> assertThat(removed.reason()).isEqualTo(CloseReason.EXPIRED));
    }

    private void nothingIsOpenedLater() {
        world.forward(Duration.ofMinutes(1));
        world.interlocks.azureSaid(world.clock.instant(), world.clock.instant(), world.clock.instant());
        due();
        world.run();
        assertThat(world.openings()).isEmpty();
        assertThat(world.record.unfinished()).isEmpty();
    }

    /** Killed between the write and the read-back. */
    private void diesAfterTheWrite() {
        world.azure.faults.add(FakeAzure.Fault.WE_DIE_AFTER_IT);
        assertThatThrownBy(() -> world.extend(request, 1, later)).isInstanceOf(FakeAzure.Killed.class);
    }

    private void forbidWrites(int times) {
        for (int i = 0; i < times; i++) {
            world.azure.faults.add(FakeAzure.Fault.FORBIDDEN);
        }
    }

    private void due() {
        world.due(Duration.ofSeconds(1));
    }
}
