package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.DriftFound;
import io.postern.contracts.event.RulesRemoved;
import io.postern.enforcer.app.ReconcileBoundary.Progress;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockTest {
    private static final Outcome LOCKED =
            new Outcome.Refused(Outcome.Reason.LOCKED, "409 ScopeLocked: the scope is locked");
    private static final Outcome NO_RIGHT = new Outcome.Refused(Outcome.Reason.FORBIDDEN, "403 AuthorizationFailed");

    private final World world = new World();

    @Test
    void whatMayNotBeDeletedBecomesADenyAndThenGoesWithTheWholeNsg() {
        String name = overdue();
        world.azure.answer = call -> call.startsWith("DELETE") ? LOCKED : null;

        world.run();

        assertThat(world.azure.calls).containsExactly("DELETE " + name, "DENY " + name + " 4095", "NSG -1 +0");
        assertThat(world.openings()).isEmpty();
        assertThat(world.told(RulesRemoved.class)).hasSize(1);
        assertThat(world.told(DriftFound.class)).isEmpty();
    }

    @Test
    void whatCannotGoAtAllOpensNothingAnyMoreAndAPersonIsToldWhatToDo() {
        String name = overdue();
        world.azure.answer = call -> call.startsWith("DELETE") ? LOCKED : call.startsWith("NSG") ? NO_RIGHT : null;

        Progress progress = world.run();

        SecurityRule left = world.azure.observed(World.NSG).rule(name).orElseThrow();
        assertThat(left.access()).isEqualTo(Access.DENY);
        assertThat(left.priority()).isEqualTo(4095);
        assertThat(progress).isEqualTo(new Progress.Again(Duration.ofSeconds(15)));
        assertThat(world.told(DriftFound.class))
                .filteredOn(found -> found.kind().equals("locked"))
                .singleElement()
                .satisfies(found -> assertThat(found.detail())
                        .contains(
                                "az lock list --subscription 00000000-0000-0000-0000-000000000001 --resource-group contoso")
                        .contains("az network nsg rule delete")
                        .contains("--nsg-name web-nsg --name " + name));
    }

    @Test
    void itGoesOnceTheLockIsAway() {
        String name = overdue();
        world.azure.answer = call -> call.startsWith("DELETE") ? LOCKED : call.startsWith("NSG") ? NO_RIGHT : null;
        world.run();
        world.azure.calls.clear();
        world.run();
        assertThat(world.azure.calls).containsExactly("DELETE " + name);

        world.azure.answer = _ -> null;
        world.run();

        assertThat(world.openings()).isEmpty();
        assertThat(world.record.findings.get(World.NSG))
                .noneMatch(finding -> finding.kind().word().equals("locked"));
    }

    @Test
    void underALockOfAllWritesNothingChangesAndThatIsSaid() {
        String name = overdue();
        world.azure.answer = _ -> LOCKED;

        world.run();

        assertThat(world.openings()).containsExactly(name);
        assertThat(world.told(RulesRemoved.class)).isEmpty();
        assertThat(world.told(DriftFound.class)).extracting(DriftFound::kind).containsExactly("locked");
    }

    @Test
    void aPolicyOfTheCustomersAzureIsNamed() {
        world.azure.answer =
                _ -> new Outcome.Refused(Outcome.Reason.DISALLOWED, "403 RequestDisallowedByPolicy: no ssh");

        world.approve(Duration.ofHours(1));

        assertThat(world.told(DriftFound.class))
                .singleElement()
                .satisfies(found -> assertThat(found.detail()).contains("Azure Policy", "no ssh"));
    }

    private String overdue() {
        world.approve(Duration.ofHours(1));
        String name = world.openings().getFirst();
        world.azure.calls.clear();
        world.forward(Duration.ofHours(2));
        return name;
    }
}
