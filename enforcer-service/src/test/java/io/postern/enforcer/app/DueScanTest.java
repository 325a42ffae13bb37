package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.RulesApplied;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueScanTest {
    private static final Duration AHEAD = Duration.ofSeconds(3);
    private final World world = new World();

    @Test
    void nothingIsDueWhileAGrantHasTimeLeft() {
        world.approve(Duration.ofHours(1));
        assertThat(next()).isEmpty();
    }

    @Test
    void anEndThatComesSoonIsDueAtThatVeryInstant() {
        world.approve(Duration.ofHours(1));
        Instant end = world.told(RulesApplied.class).getFirst().until();
        world.clock.set(end.minusSeconds(2));

        assertThat(next()).containsEntry(World.NSG, end);
    }

    @Test
    void anEndIsKnownWithoutTheDatabaseToo() {
        world.approve(Duration.ofHours(1));
        Instant end = world.told(RulesApplied.class).getFirst().until();
        world.clock.set(end.minusSeconds(2));
        world.record.down = true;

        assertThat(next()).containsEntry(World.NSG, end);
    }

    @Test
    void aGrantThatWaitsForTheSweeperIsDueOnceTheSweeperLives() {
        world.sweeperPass = Optional.empty();
        world.approve(Duration.ofHours(1));
        assertThat(next()).isEmpty();

        world.sweeperPass = Optional.of(world.clock.instant());
        assertThat(next()).containsEntry(World.NSG, world.clock.instant());
    }

    @Test
    void aGrantThatWaitsTooLongIsRefused() {
        world.sweeperPass = Optional.empty();
        world.approve(Duration.ofHours(1));
        world.clock.forward(Duration.ofMinutes(75));

        assertThat(next()).isEmpty();
        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("too-late");
    }

    @Test
    void aGrantOnAVmThatAFullScanDidNotFindIsRefused() {
        world.record.inventory.clear();
        world.approve(Duration.ofHours(1));

        next();

        assertThat(world.told(EnforcementRefused.class).getFirst().reason()).isEqualTo("vm-unknown");
    }

    private java.util.Map<io.postern.contracts.id.NsgId, Instant> next() {
        return world.due.next(world.clock.instant(), AHEAD);
    }
}
