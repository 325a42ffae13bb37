package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever lists Azure, is frozen, and wakes up after another has looked at everything. */
class OldSurveyTest {
    private static final String OLD_ADDRESS = "10.0.0.4";
    private static final String NEW_ADDRESS = "10.0.0.9";

    private final World world = new World();
    private final Surveys othersTurns = world.surveys.of("other");
    private final SurveyInTurn other = inTurn(world.azure, othersTurns);
    private final Surveys slowTurns = world.surveys.of("slow");
    private final Slow landscape = new Slow();
    private final AssessVms slow = world.assess(landscape, slowTurns);
    private final SurveyInTurn slowInTurn = new SurveyInTurn(slow, slowTurns, Duration.ofMinutes(1));

    @Test
    void whatWasSeenBeforeAnotherLookedIsNotSavedOverWhatItSaw() {
        world.approve(Duration.ofHours(1));
        landscape.frozen = () -> {
            world.forward(Duration.ofSeconds(61));
            move(NEW_ADDRESS);
            other.regularly();
        };

        slowInTurn.regularly();

        assertThat(address()).isEqualTo(NEW_ADDRESS);
        assertThat(slow.completed()).isEmpty();
        world.run();
        assertThat(world.azure.nsgs.get(World.NSG))
                .hasSize(2)
                .extracting(SecurityRule::destinations)
                .containsOnly(List.of(NEW_ADDRESS));
    }

    /** Else instances that all list for longer than a turn lasts would cut each other off for ever. */
    @Test
    void whoeverIsSlowSavesAsLongAsNobodyWhoBeganLaterHas() {
        landscape.frozen = () -> {
            world.forward(Duration.ofSeconds(61));
            assertThat(othersTurns.takeTurn(Duration.ZERO)).isTrue();
        };
        move(NEW_ADDRESS);

        slowInTurn.regularly();

        assertThat(address()).isEqualTo(NEW_ADDRESS);
        assertThat(slow.completed()).isPresent();
    }

    @Test
    void whatWasSeenWithoutATurnIsNotSaved() {
        world.surveys.down = true;
        landscape.frozen = () -> {
            world.surveys.down = false;
            move(NEW_ADDRESS);
            other.regularly();
        };

        slowInTurn.regularly();

        assertThat(address()).isEqualTo(NEW_ADDRESS);
        landscape.frozen = () -> {};
        for (int second = 0; second < 5; second++) {
            slowInTurn.ifWanted();
        }
        assertThat(slow.completed()).contains(world.clock.instant());
    }

    private SurveyInTurn inTurn(Landscape seen, Surveys turns) {
        return new SurveyInTurn(world.assess(seen, turns), turns, Duration.ofMinutes(1));
    }

    private void move(String address) {
        assertThat(address()).isEqualTo(OLD_ADDRESS);
        world.azure.machines.set(0, World.machine(World.VM, World.NSG, address));
    }

    private String address() {
        NetworkInterface only =
                world.record.inventory.get(World.VM).interfaces().getFirst();
        return only.privateAddresses().getFirst();
    }

    /** Something happens after it has looked, and before it says what it saw. */
    private final class Slow implements Landscape {
        private Runnable frozen = () -> {};

        @Override
        public Survey survey() {
            Survey seen = world.azure.survey();
            frozen.run();
            return seen;
        }

        @Override
        public boolean isDeleted(String resource) {
            return world.azure.isDeleted(resource);
        }
    }
}
