package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.stack.ProcessName;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing is the product: whatever process dies, the port is shut on time. */
@Order(2)
@ExtendWith(RunningStack.class)
class KilledProcessIT {
    private static final Duration WINDOW = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @EnumSource(value = ProcessName.class, names = "EMULATOR", mode = EnumSource.Mode.EXCLUDE)
    void aProcessThatDiesWhileThePortIsOpenAndStaysDeadDoesNotKeepItOpen(ProcessName victim, Stack stack) {
        String id = stack.access.request("web-1", 22, WINDOW);
        JsonNode open = stack.access.await(id, "open", PATIENCE);

        stack.processes.kill(victim);
        try {
            JourneyIT.shutOnTime(stack, open, bound(victim));
            assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isFalse();
        } finally {
            stack.restart(victim);
        }
        stack.access.await(id, "closed", PATIENCE);
    }

    @ParameterizedTest
    @EnumSource(value = ProcessName.class, names = "EMULATOR", mode = EnumSource.Mode.EXCLUDE)
    void aProcessThatDiesAfterTheRequestWasAcceptedAndComesBackLosesNothing(ProcessName victim, Stack stack) {
        String id = stack.access.request("web-1", 22, WINDOW);

        stack.processes.kill(victim);
        stack.restart(victim);

        JsonNode closed = stack.access.await(id, "closed", PATIENCE);
        assertThat(stack.azure.opened(Access.ruleName(closed))).isPresent();
        JourneyIT.shutOnTime(stack, closed, Duration.ofSeconds(5));
    }

    /** Only the sweeper is left when nobody knows the grants any more. */
    private static Duration bound(ProcessName victim) {
        return switch (victim) {
            case ENFORCER, POSTGRES -> Duration.ofSeconds(30);
            default -> Duration.ofSeconds(5);
        };
    }
}
