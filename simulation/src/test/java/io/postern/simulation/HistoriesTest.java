package io.postern.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.simulation.planted.Wires;
import io.postern.simulation.world.Fault;
import io.postern.simulation.world.History;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HistoriesTest {
    /** Of the {@link #ALL} that {@code -Dpostern.long=true} lives through. */
    private static final int SAMPLE = 200;

    private static final int ALL = 10_000;
    private static final int OF_EACH_FAULT = 1;

    @Test
    void everyInvariantHoldsInEveryHistory() {
        List<History.Result> broken = Campaign.run(1, Boolean.getBoolean("postern.long") ? ALL : SAMPLE);
        assertThat(broken)
                .extracting(result -> "-Dseed=" + result.seed() + ": " + result.violation())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyInvariantHoldsUnderEachFaultAlone(Fault fault) {
        for (long seed = 1; seed <= OF_EACH_FAULT; seed++) {
            assertThat(history(20_000 + seed, Set.of(fault)).violation())
                    .as("seed %d under %s", 20_000 + seed, fault)
                    .isNull();
        }
    }

    /** What campaigns found. {@code 8234}: a slow answer of the database; {@code 7037}: a full scan that failed. */
    @ParameterizedTest(name = "{0} under {1}")
    @CsvSource({"8234, 'EXPIRY_KILLED,DATABASE_SLOW,PANIC'", "7037, 'KILL_ALL,DATABASE_RESTORED,BUS_FLAKY'"})
    void whatOnceBrokeHolds(long seed, String faults) {
        assertThat(history(seed, Replay.faults(faults)).violation()).isNull();
    }

    @Test
    void theSameSeedIsTheSameHistory() {
        for (long seed = 1; seed <= 10; seed++) {
            History.Result once = history(seed, Campaign.faults(seed));
            History.Result again = history(seed, Campaign.faults(seed));
            assertThat(again.hash()).as("seed %d", seed).isEqualTo(once.hash());
            assertThat(again.events()).isEqualTo(once.events());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "seed", matches = "\\d+")
    void oneSeedIsReplayed() {
        long seed = Long.getLong("seed");
        Replay.main(new String[] {String.valueOf(seed)});
        assertThat(history(seed, Campaign.faults(seed)).violation()).isNull();
    }

    private static History.Result history(long seed, Set<Fault> faults) {
        return Campaign.onOneThread(() -> History.of(seed, faults, new Wires(), false));
    }
}
