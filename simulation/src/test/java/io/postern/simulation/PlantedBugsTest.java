package io.postern.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.simulation.oracle.Violation;
import io.postern.simulation.planted.Bugs;
import io.postern.simulation.world.History;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judges are judged: what was planted must be found, within so many seeds, and for the right reason. */
class PlantedBugsTest {
    @ParameterizedTest(name = "{0} is found within {1} seeds")
    @CsvSource({
        "ANNOUNCES_UNREAD, 20, A2",
        "FORGETS_INTENT, 5, A8",
        "CLOSES_EARLY, 20, G4",
        "BELIEVES_UNKNOWN, 100, G3 A1",
        "TRUSTS_ANYBODY, 20, G1",
        "SKIPS_THE_LEASE, 20, lease",
        "LOSES_A_FOREIGN_RULE, 50, G6",
        "LOOKS_AT_NO_CLOCK, 300, A10 G3",
        "SWEEPS_BASELINES, 5, G6",
        "FORGETS_TOMBS, 300, G9"
    })
    void isFound(Bugs bug, int seeds, String invariants) {
        List<String> found = new ArrayList<>();
        OnOneThread.run(() -> {
            for (long seed = 1; seed <= seeds && found.isEmpty(); seed++) {
                History.Result result = History.of(seed, Campaign.faults(seed), bug.wires(), false);
                if (result.violation() instanceof Violation violation) {
                    found.add(violation.getMessage());
                }
            }
        });
        assertThat(found).as("%s in %d seeds", bug, seeds).hasSize(1);
        assertThat(List.of(invariants.split(" "))).contains(found.getFirst().split(":")[0]);
    }
}
