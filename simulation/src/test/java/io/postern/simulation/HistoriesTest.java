package io.postern.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.simulation.planted.Wires;
import io.postern.simulation.world.History;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class HistoriesTest {
    /** Of the 10,000 that {@code -Dpostern.long=true} lives through. */
    private static final int SAMPLE = 300;

    private static final int ALL = 10_000;

    @Test
    void everyInvariantHoldsInEveryHistory() {
        int count = Boolean.getBoolean("postern.long") ? ALL : SAMPLE;
        List<String> broken = new ArrayList<>();
        OnOneThread.run(() -> {
            for (long seed = 1; seed <= count && broken.size() < 10; seed++) {
                History.Result result = History.of(seed, Campaign.faults(seed), new Wires(), false);
                if (result.violation() != null) {
                    broken.add("-Dseed=" + seed + " " + Campaign.faults(seed) + ": " + result.violation());
                }
            }
        });
        assertThat(broken).isEmpty();
    }

    @Test
    void theSameSeedIsTheSameHistory() {
        OnOneThread.run(() -> {
            for (long seed = 1; seed <= 10; seed++) {
                History.Result once = History.of(seed, Campaign.faults(seed), new Wires(), false);
                History.Result again = History.of(seed, Campaign.faults(seed), new Wires(), false);
                assertThat(again.hash()).as("seed %d", seed).isEqualTo(once.hash());
                assertThat(again.events()).isEqualTo(once.events());
            }
        });
    }

    @Test
    @EnabledIfSystemProperty(named = "seed", matches = "\\d+")
    void oneSeedIsReplayed() throws InterruptedException {
        Replay.main(new String[] {System.getProperty("seed")});
        long seed = Long.getLong("seed");
        OnOneThread.run(() -> assertThat(History.of(seed, Campaign.faults(seed), new Wires(), false)
                        .violation())
                .isNull());
    }
}
