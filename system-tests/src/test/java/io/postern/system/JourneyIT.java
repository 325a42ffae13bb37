package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
@ExtendWith(RunningStack.class)
class JourneyIT {
    private static final Duration LATEST = Duration.ofSeconds(5);

    @Test
    void aPortOpensForOneAddressAloneAndIsShutOnTime(Stack stack) {
        String id = stack.access.request("web-1", 22, Duration.ofSeconds(6));

        JsonNode open = stack.access.await(id, "open", Duration.ofSeconds(20));
        assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isTrue();
        assertThat(Probe.reaches(World.WEB_1, 22, Probe.ELSEWHERE)).isFalse();
        assertThat(Probe.reaches(World.WEB_1, 3389, Probe.HOME)).isFalse();

        JsonNode closed = stack.access.await(id, "closed", Duration.ofSeconds(20));
        assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isFalse();
        assertThat(closed.path("grants").path(0).path("reason").asText()).isEqualTo("expired");
        shutOnTime(stack, open, LATEST);
    }

    @Test
    void sshOpensConnectsAndGivesTheAccessBackHoweverItEnds(Stack stack, @TempDir Path dir) throws Exception {
        Map<String, String> path = Map.of("PATH", FakeSsh.in(dir));
        Command ended = Command.run(List.of("ssh", "me@web-1", "--", "exit", "7"), stack, path);
        assertThat(ended.exit()).as(ended.output()).isEqualTo(7);
        assertThat(ended.output()).containsSubsequence("is open", "Connecting", "banner SSH-2.0-web-1", "given back");
        givenBack(stack, stack.access.newest());

        Process stopped = Command.start(List.of("ssh", "web-1", "--", "stay"), stack, path);
        try (BufferedReader output = stopped.inputReader()) {
            assertThat(output.lines().anyMatch(line -> line.startsWith("banner")))
                    .isTrue();
            stopped.toHandle().destroy();
            assertThat(output.lines()).anyMatch(line -> line.contains("given back"));
        }
        assertThat(stopped.waitFor()).isEqualTo(128 + 15);
        givenBack(stack, stack.access.newest());
    }

    private static void givenBack(Stack stack, String id) {
        JsonNode closed = stack.access.await(id, "closed", Duration.ofSeconds(20));
        assertThat(closed.path("grants").path(0).path("reason").asText()).isEqualTo("released");
        assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isFalse();
    }

    /** Azure accepted the removal after the end of the grant, and not long after. */
    static void shutOnTime(Stack stack, JsonNode grant, Duration latest) {
        Instant end = Access.end(grant);
        String rule = Access.ruleName(grant);
        Duration patience = Duration.between(Instant.now(), end).plus(latest).plusSeconds(5);
        Instant removed = Await.value("removal of " + rule, patience, () -> stack.azure.removed(rule));
        System.out.println("  lateness " + Duration.between(end, removed).toMillis() + " ms");
        assertThat(removed).isBetween(end, end.plus(latest));
    }
}
