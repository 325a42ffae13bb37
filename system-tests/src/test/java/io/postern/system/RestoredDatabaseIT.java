package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.PortName;
import io.postern.cli.stack.ProcessName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Last of all, because the enforcer forgets everything here. */
@Order(90)
@ExtendWith(RunningStack.class)
class RestoredDatabaseIT {
    private static final Duration SEVERAL_SCANS = Duration.ofSeconds(90);

    @Test
    void aDatabaseRestoredToEmptyRemovesNoDeny(Stack stack) {
        String deny = stack.azure.rules("web-1-nsg").keySet().stream()
                .filter(name -> name.contains("-deny-"))
                .findFirst()
                .orElseThrow();

        stack.processes.kill(ProcessName.ENFORCER);
        String database = "postern_enforcer";
        new Databases(stack)
                .run(
                        Databases.SERVER,
                        List.of(
                                "DROP DATABASE " + database + " WITH (FORCE)",
                                "CREATE DATABASE " + database + " OWNER " + database));
        stack.restart(ProcessName.ENFORCER);

        Await.until(
                "the deny reported",
                SEVERAL_SCANS,
                () -> Http.get(stack.url(PortName.ENFORCER) + "/api/v1/findings", stack.people.postern("admin"))
                        .body()
                        .toString()
                        .contains(deny));
        assertThat(stack.azure.rules("web-1-nsg")).containsKey(deny);
        Await.until(
                "openings that nobody knows any more gone", SEVERAL_SCANS, () -> !stack.azure.hasOpening("web-1-nsg"));
        assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isFalse();
    }
}
