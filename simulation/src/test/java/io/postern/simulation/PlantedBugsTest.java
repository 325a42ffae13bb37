package io.postern.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.simulation.oracle.Violation;
import io.postern.simulation.planted.Bugs;
import io.postern.simulation.world.Fault;
import io.postern.simulation.world.History;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judges are judged: what was planted must be found, within so many seeds, and for the right reason. */
class PlantedBugsTest {
    @ParameterizedTest(name = "{0} is found within {1} seeds")
    @CsvSource({
        "ANNOUNCES_UNREAD, 20, any, A2",
        "FORGETS_INTENT, 5, any, A8",
        "CLOSES_EARLY, 50, any, G4",
        "BELIEVES_UNKNOWN, 100, AZURE_WRONG, A2 G3 A1",
        "TRUSTS_ANYBODY, 30, any, G1",
        "SKIPS_THE_LEASE, 20, any, lease",
        "DROPS_A_DUE_ROW, 400, 'KEYS_GONE,DEADLY', A1",
        "LOSES_A_FOREIGN_RULE, 200, FOREIGNERS, G6",
        "LOOKS_AT_NO_CLOCK, 400, any, A10 G3",
        "SWEEPS_BASELINES, 5, any, G6",
        "FORGETS_TOMBS, 300, 'BUS_AWAY,BUS_FLAKY', G9 G3",
        "MINDS_NO_APPROVER, 20, any, G2",
        "WRITES_ONE_BY_ONE, 10, PANIC, G11",
        "COUNTS_INBOUND_ONLY, 20, NSG_FULL, A6",
        "KNOWS_ONE_PLACE, 5, any, A5",
        "FORGETS_A_PORT_LATER, 20, FOREIGNERS, A7",
        "OVERWRITES_NEWER_VERSIONS, 60, AZURE_STALE, A9"
    })
    void isFound(Bugs bug, int seeds, String faults, String invariants) {
        Optional<String> found = Campaign.onOneThread(() -> search(bug, seeds, faults));
        assertThat(found).as("%s in %d seeds", bug, seeds).isPresent();
        assertThat(List.of(invariants.split(" "))).contains(found.get().split(":")[0]);
    }

    private static Optional<String> search(Bugs bug, int seeds, String names) {
        for (long seed = 1; seed <= seeds; seed++) {
            Set<Fault> faults = names.equals("any") ? Campaign.faults(seed) : Replay.faults(names);
            History.Result result = History.of(seed, faults, bug.wires(), false);
            if (result.violation() instanceof Violation violation) {
                return Optional.of(violation.getMessage());
            }
        }
        return Optional.empty();
    }
}
