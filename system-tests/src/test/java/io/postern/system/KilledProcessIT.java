package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.stack.ProcessName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closing is the product: whatever process dies, the ports are shut on time, and nothing that was asked for is lost. */
@Order(2)
@ExtendWith(RunningStack.class)
class KilledProcessIT {
    private static final int GRANTS = Boolean.getBoolean("postern.long") ? 60 : 3;
    private static final Duration WINDOW = Duration.ofSeconds(GRANTS / 4 + 7);
    /** What has a part in closing at the end of the window. */
    private static final Set<ProcessName> CLOSING =
            EnumSet.of(ProcessName.KAFKA, ProcessName.POSTGRES, ProcessName.ENFORCER, ProcessName.EXPIRY);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void withEverythingHealthyPortsAreShutOnTime(Stack stack) {
        Crowd crowd = Crowd.asksFromHome(stack, "web-1", GRANTS, end());
        List<String> rules = crowd.open();

        crowd.wereShutOnTime("all healthy", rules, Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @MethodSource("victims")
    void processesThatDieAndStayDeadKeepNoPortOpenAndLoseNothingOnceTheyAreBack(Set<ProcessName> victims, Stack stack) {
        Crowd crowd = Crowd.asksFromHome(stack, "web-1", GRANTS, end());
        List<String> rules = crowd.open();
        assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isTrue();
        String asked = stack.access.request("web-1", 3389, Duration.ofSeconds(6));

        victims.forEach(stack.processes::kill);
        try {
            crowd.wereShutOnTime(words(victims) + " dead", rules, usual(victims), bound(victims));
            assertThat(Probe.reaches(World.WEB_1, 22, Probe.HOME)).isFalse();
        } finally {
            victims.forEach(stack::restart);
        }
        crowd.closed();
        JsonNode closed = stack.access.await(asked, "closed", PATIENCE);
        assertThat(stack.azure.opened(Access.ruleName(closed))).isPresent();
        JourneyIT.shutOnTime(stack, closed, bound(victims));
    }

    /** Those that closing can do without die together; in the long run also each of them alone. */
    static Stream<Set<ProcessName>> victims() {
        Set<ProcessName> others = EnumSet.copyOf(ProcessName.services());
        others.removeAll(CLOSING);
        Stream<Set<ProcessName>> alone = CLOSING.stream().map(EnumSet::of);
        Stream<Set<ProcessName>> each =
                Boolean.getBoolean("postern.long") ? others.stream().map(EnumSet::of) : Stream.empty();
        return Stream.of(alone, Stream.of(others), each).flatMap(Function.identity());
    }

    private static Instant end() {
        return Instant.now().plus(WINDOW).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String words(Set<ProcessName> victims) {
        return victims.stream().map(ProcessName::text).collect(Collectors.joining(", "));
    }

    private static Duration usual(Set<ProcessName> victims) {
        return onlyTheSweeperIsLeft(victims) ? bound(victims) : Duration.ofSeconds(2);
    }

    private static Duration bound(Set<ProcessName> victims) {
        return Duration.ofSeconds(onlyTheSweeperIsLeft(victims) ? 30 : 5);
    }

    /** Nobody else knows the grants any more. */
    private static boolean onlyTheSweeperIsLeft(Set<ProcessName> victims) {
        return victims.contains(ProcessName.ENFORCER) || victims.contains(ProcessName.POSTGRES);
    }
}
