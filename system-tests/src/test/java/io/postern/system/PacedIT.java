package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Six hundred grants a minute under Azure's write limits and with three seconds for each write: 570 on one NSG, 30 on two others,
 * as many as each of a hundred NSGs gets of 3,000. In the long form only.
 */
@Order(27)
@ExtendWith(RunningStack.class)
class PacedIT {
    private static final int GRANTS = 300;
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration BOUND = Duration.ofSeconds(40);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> PEOPLE = List.of("requester", "admin", "engineer");

    private record Asked(Access access, String id, Instant accepted) {}

    @Test
    void writesAreCollectedAndPacedSoThatNothingIsLateAndNothingIsDropped(Stack stack) {
        assumeTrue(Boolean.getBoolean("postern.long"), "takes three minutes: in the long form only");
        List<Asked> all = new ArrayList<>();
        List<Long> openings = new ArrayList<>();
        List<Long> endings = new ArrayList<>();
        try (Faults faults = new Faults(stack)) {
            faults.order(List.of("{\"on\":\"write\",\"for\":\"PT10M\",\"latency\":\"PT3S\"}"));
            long begun = System.nanoTime();
            for (int number = 0; number < GRANTS; number++) {
                LockSupport.parkNanos(begun + number * BETWEEN.toNanos() - System.nanoTime());
                all.add(ask(stack, number));
            }
            for (Asked asked : all) {
                JsonNode closed = asked.access().await(asked.id(), "closed", PATIENCE);
                String rule = Access.ruleName(closed);
                Instant opened = stack.azure.opened(rule).orElseThrow();
                openings.add(Duration.between(asked.accepted(), opened).toMillis());
                Instant removed = Await.value("removal of " + rule, PATIENCE, () -> stack.azure.lastRemoved(rule));
                endings.add(Duration.between(Access.end(closed), removed).toMillis());
            }
        }
        ClosingReport.note("600 a minute on three NSGs, opening", openings, BOUND, PATIENCE);
        ClosingReport.note("600 a minute on three NSGs, closing", endings, BOUND, PATIENCE);
        assertThat(ClosingReport.at(openings, 99)).isLessThanOrEqualTo(BOUND.toMillis());
        assertThat(ClosingReport.at(endings, 99)).isLessThanOrEqualTo(BOUND.toMillis());
        assertThat(endings).allMatch(late -> late >= 0);
    }

    private static Asked ask(Stack stack, int number) {
        Access access = stack.access.as(PEOPLE.get(number % PEOPLE.size()));
        Answer answer = access.submit("""
                {"targets":[{"vm":"%s","ports":[22,3389]}],"sources":["198.19.%d.%d/32"],"duration":"%s",
                 "justification":"system test, many in a short time"}""".formatted(
                        World.vmId(number % 20 == 0 ? "jump-1" : "web-1"), number / 200, 1 + number % 200, WINDOW));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return new Asked(access, answer.text("id"), Instant.now());
    }
}
