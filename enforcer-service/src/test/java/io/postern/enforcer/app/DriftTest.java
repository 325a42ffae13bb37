package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DriftTest {
    private final World world = new World();

    @Test
    void anAlteredOpeningIsRepairedAndReportedOnce() {
        world.approve(Duration.ofHours(1));
        SecurityRule ours = world.azure
                .observed(World.NSG)
                .rule(world.openings().getFirst())
                .orElseThrow();
        widen(ours);

        world.run();
        world.run();

        assertThat(world.azure.observed(World.NSG).rule(ours.name())).contains(ours);
        assertThat(world.told(DriftFound.class))
                .singleElement()
                .satisfies(drift -> assertThat(drift.kind()).isEqualTo("altered"));
        assertThat(world.told(RulesApplied.class)).hasSize(1);
    }

    @Test
    void aWipedOpeningIsRestored() {
        world.approve(Duration.ofHours(1));
        String name = world.openings().getFirst();
        world.azure.drop(World.NSG, name);

        world.run();

        assertThat(world.openings()).containsExactly(name);
        assertThat(world.told(DriftFound.class).getFirst().kind()).isEqualTo("wiped");
        assertThat(world.told(RulesApplied.class)).hasSize(1);
    }

    @Test
    void aWipedBaselineIsRestoredEvenWithoutASweeper() {
        world.azure.nsgs.get(World.NSG).clear();
        world.sweeperPass = java.util.Optional.empty();

        world.run();

        assertThat(world.azure.nsgs.get(World.NSG))
                .singleElement()
                .satisfies(rule -> assertThat(rule.access()).isEqualTo(Access.DENY));
    }

    @Test
    void anOpeningThatNobodyKnowsIsRemoved() {
        String orphan = orphan(Instant.parse("2027-01-01T00:00:00Z"));

        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.azure.calls).contains("DELETE " + orphan);
        assertThat(world.told(DriftFound.class).getFirst().kind()).isEqualTo("orphan-allow");
        assertThat(world.told(RulesRemoved.class)).isEmpty();
    }

    @Test
    void aBaselineThatNobodyKnowsIsKeptAndReported() {
        String name = RuleName.Baseline.of("demo", World.vm("unknown")).text();
        SecurityRule unknown = new SecurityRule(
                name,
                3000,
                true,
                Access.DENY,
                "*",
                List.of("*"),
                List.of("*"),
                List.of("10.9.9.9"),
                List.of("22"),
                "",
                true);
        world.azure.nsgs.get(World.NSG).add(unknown);

        world.run();

        assertThat(world.azure.nsgs.get(World.NSG)).contains(unknown);
        assertThat(world.told(DriftFound.class).getFirst().kind()).isEqualTo("unrecorded-deny");
    }

    @Test
    void anAllowUnderTheNameOfABaselineThatNobodyKnowsIsRemovedAndReported() {
        String name = RuleName.Baseline.of("demo", World.vm("unknown")).text();
        allow(name, 100);

        world.run();

        assertThat(world.azure.observed(World.NSG).rule(name)).isEmpty();
        assertThat(world.told(DriftFound.class)).singleElement().satisfies(drift -> {
            assertThat(drift.kind()).isEqualTo("orphan-allow");
            assertThat(drift.ruleName()).isEqualTo(name);
        });
    }

    @Test
    void anAllowUnderTheNameOfABaselineOnRecordThatIsNotDueHereGoesWithAFinding() {
        String name = RuleName.Baseline.of("demo", World.vm("other")).text();
        OwnRule row = new OwnRule(RuleName.Baseline.of("demo", World.vm("other")), World.vm("other"), 100, true);
        world.rules.rows.add(new OwnRules.Placed(World.NSG, row, true, null));
        allow(name, 100);

        world.run();

        assertThat(world.azure.observed(World.NSG).rule(name)).isEmpty();
        assertThat(world.told(DriftFound.class).getFirst().kind()).isEqualTo("orphan-allow");
    }

    @Test
    void aBaselineThatSomebodyTurnedIntoAnAllowIsADenyAgain() {
        String name = RuleName.Baseline.of("demo", World.VM).text();
        world.azure.drop(World.NSG, name);
        allow(name, 100);

        world.run();

        assertThat(world.azure.observed(World.NSG).rule(name).orElseThrow().access())
                .isEqualTo(Access.DENY);
        assertThat(world.azure.calls).doesNotContain("DELETE " + name);
        assertThat(world.told(DriftFound.class))
                .singleElement()
                .satisfies(drift -> assertThat(drift.kind()).isEqualTo("altered"));
    }

    @Test
    void anAllowUnderTheNameOfABaselineThatHasNoPlaceIsRemovedAndReported() {
        String name = RuleName.Baseline.of("demo", World.VM).text();
        world.azure.drop(World.NSG, name);
        world.foreign("corporate", 100, Access.ALLOW);
        allow(name, 101);

        world.run();

        assertThat(world.azure.observed(World.NSG).rule(name)).isEmpty();
        assertThat(world.told(DriftFound.class)).extracting(DriftFound::kind).contains("orphan-allow", "bypass");
    }

    @Test
    void anAllowUnderTheNameOfAGrantSpelledOtherwiseIsRemovedAndReported() {
        world.approve(Duration.ofHours(1));
        String ours = world.openings().getFirst();
        int end = ours.lastIndexOf('-') + 1;
        String padded = ours.substring(0, end) + "0" + ours.substring(end);
        allow(padded, 150);

        world.run();

        assertThat(world.openings()).containsExactly(ours);
        assertThat(world.azure.calls).contains("DELETE " + padded);
        assertThat(world.told(DriftFound.class)).singleElement().satisfies(drift -> {
            assertThat(drift.kind()).isEqualTo("orphan-allow");
            assertThat(drift.ruleName()).isEqualTo(padded);
        });
        assertThat(world.told(RulesRemoved.class)).isEmpty();
    }

    @Test
    void anOpeningWhoseNameAzureGivesInUpperCaseIsOurs() {
        world.approve(Duration.ofHours(1));
        SecurityRule ours = world.azure
                .observed(World.NSG)
                .rule(world.openings().getFirst())
                .orElseThrow();
        world.azure.drop(World.NSG, ours.name());
        String upper = ours.name().toUpperCase(Locale.ROOT);
        world.azure.nsgs.get(World.NSG).add(called(upper, ours));

        world.run();

        assertThat(world.azure.observed(World.NSG).rule(upper)).isPresent();
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void aRecordRestoredToEmptyRemovesNoDenyAndClosesWhatItDoesNotKnow() {
        world.approve(Duration.ofHours(1));
        world.record.grants.clear();
        world.record.policies.clear();
        world.record.inventory.clear();
        world.rules.rows.clear();

        world.assess.scan();
        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.azure.nsgs.get(World.NSG))
                .singleElement()
                .satisfies(rule -> assertThat(rule.access()).isEqualTo(Access.DENY));
    }

    @Test
    void aBaselineMovesBeforeAForeignAllowThatAppeared() {
        world.foreign("corporate", 300, Access.ALLOW);

        world.run();

        String baseline = RuleName.Baseline.of("demo", World.VM).text();
        assertThat(world.azure.observed(World.NSG).rule(baseline).orElseThrow().priority())
                .isEqualTo(299);
    }

    @Test
    void aBaselineThatSomebodyPutLastIsPutBackAndReported() {
        world.foreign("corporate", 300, Access.ALLOW);
        world.run();
        String baseline = RuleName.Baseline.of("demo", World.VM).text();
        SecurityRule ours = world.azure.observed(World.NSG).rule(baseline).orElseThrow();
        world.azure.drop(World.NSG, baseline);
        world.azure
                .nsgs
                .get(World.NSG)
                .add(new SecurityRule(
                        baseline,
                        4_000,
                        true,
                        Access.DENY,
                        ours.protocol(),
                        ours.sources(),
                        ours.sourcePorts(),
                        ours.destinations(),
                        ours.ports(),
                        ours.description(),
                        true));

        world.run();

        assertThat(world.azure.observed(World.NSG).rule(baseline)).contains(ours);
        assertThat(world.told(DriftFound.class))
                .singleElement()
                .satisfies(drift -> assertThat(drift.kind()).isEqualTo("altered"));
    }

    private String orphan(Instant end) {
        String name = new RuleName.Opening("demo", GrantId.next(), end).text();
        allow(name, 150);
        return name;
    }

    private static SecurityRule called(String name, SecurityRule rule) {
        return new SecurityRule(
                name,
                rule.priority(),
                true,
                rule.access(),
                rule.protocol(),
                rule.sources(),
                rule.sourcePorts(),
                rule.destinations(),
                rule.ports(),
                rule.description(),
                true);
    }

    private void allow(String name, int priority) {
        world.azure
                .nsgs
                .get(World.NSG)
                .add(new SecurityRule(
                        name,
                        priority,
                        true,
                        Access.ALLOW,
                        "Tcp",
                        List.of("*"),
                        List.of("*"),
                        List.of("*"),
                        List.of("22"),
                        "",
                        true));
    }

    private void widen(SecurityRule ours) {
        world.azure.drop(World.NSG, ours.name());
        world.azure
                .nsgs
                .get(World.NSG)
                .add(new SecurityRule(
                        ours.name(),
                        ours.priority(),
                        true,
                        Access.ALLOW,
                        "Tcp",
                        List.of("*"),
                        List.of("*"),
                        ours.destinations(),
                        ours.ports(),
                        ours.description(),
                        true));
    }
}
