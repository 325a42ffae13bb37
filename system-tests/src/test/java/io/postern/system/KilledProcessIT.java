package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.stack.ProcessName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing is the product: whatever process dies, the ports are shut on time, and nothing that was asked for is lost. */
@Order(2)
@ExtendWith(RunningStack.class)
class KilledProcessIT {
    private static final int GRANTS = Boolean.getBoolean("postern.long") ? 60 : 3;
    private static final Duration WINDOW = Duration.ofSeconds(GRANTS / 4 + 7);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void withEverythingHealthyPortsAreShutOnTime(Stack stack) {
        Crowd crowd = Crowd.asksFromHome(stack, "web-1", GRANTS, end());
        List<String> rules = crowd.open();

        crowd.wereShutOnTime("all healthy", rules, Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource(value = ProcessName.class, names = "EMULATOR", mode = EnumSource.Mode.EXCLUDE)
    void aProcessThatDiesAndStaysDeadKeepsNoPortOpenAndLosesNothingOnceItIsBack(ProcessName victim, Stack stack) {
        Crowd crowd = Crowd.asksFromHome(stack, "web-1", GRANTS, end());
        List<String> rules = crowd.open();
        assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isTrue();
        String asked = stack.access.request("web-1", 3389, Duration.ofSeconds(6));

        stack.processes.kill(victim);
        try {
            crowd.wereShutOnTime(victim.text() + " dead", rules, usual(victim), bound(victim));
            assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isFalse();
        } finally {
            stack.restart(victim);
        }
        crowd.closed();
        JsonNode closed = stack.access.await(asked, "closed", PATIENCE);
        assertThat(stack.azure.opened(Access.ruleName(closed))).isPresent();
        JourneyIT.shutOnTime(stack, closed, bound(victim));
    }

    private static Instant end() {
        return Instant.now().plus(WINDOW).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Duration usual(ProcessName victim) {
        return onlyTheSweeperIsLeft(victim) ? bound(victim) : Duration.ofSeconds(2);
    }

    private static Duration bound(ProcessName victim) {
        return Duration.ofSeconds(onlyTheSweeperIsLeft(victim) ? 30 : 5);
    }

    /** Nobody else knows the grants any more. */
    private static boolean onlyTheSweeperIsLeft(ProcessName victim) {
        return victim == ProcessName.ENFORCER || victim == ProcessName.POSTGRES;
    }
}
