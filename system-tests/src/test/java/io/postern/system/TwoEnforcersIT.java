package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.ProcessName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two instances of enforcer-service over one database, one of them killed or frozen while ports are open. */
@Order(20)
@ExtendWith(RunningStack.class)
class TwoEnforcersIT {
    private static final int SECOND_PORT = 18_183;
    private static final long SEED = 5;
    private static final int ROUNDS = Boolean.getBoolean("postern.long") ? 20 : 1;
    private static final int GRANTS = 4;
    private static final Duration WINDOW = Duration.ofSeconds(8);

    /** Until a process that was killed is missed by the others in its consumer group, some of what is told waits. */
    private static final Duration WINDOW_AFTER_A_KILL = Duration.ofSeconds(12);

    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Set<String> all = new HashSet<>();

    @Test
    void whicheverDiesOrFreezesTheOtherShutsThePortsInTime(Stack stack) throws Exception {
        Process second = SecondInstance.start(stack, ProcessName.ENFORCER, SECOND_PORT);
        SecondInstance.awaitReady(SECOND_PORT, PATIENCE);
        Random random = new Random(SEED);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Duration first = round == 0 ? WINDOW : WINDOW_AFTER_A_KILL;
                strike(stack, "the second frozen", first, random, () -> Signal.STOP.send(second.pid()));
                Signal.CONT.send(second.pid());
                strike(stack, "the first frozen", WINDOW, random, () -> Signal.STOP.send(first(stack)));
                Signal.CONT.send(first(stack));
                strike(stack, "the first killed", WINDOW, random, () -> stack.processes.kill(ProcessName.ENFORCER));
                stack.restart(ProcessName.ENFORCER);
            }
            strike(stack, "the second killed", WINDOW_AFTER_A_KILL, random, second::destroyForcibly);
        } finally {
            second.destroyForcibly();
        }
        assertThat(stack.foreignRulesNow()).isEqualTo(stack.foreignRules);
        Await.until(
                "none is back",
                PATIENCE,
                () -> stack.azure.rules("web-1-nsg").keySet().stream().noneMatch(all::contains));
    }

    private void strike(Stack stack, String what, Duration window, Random random, Runnable blow)
            throws InterruptedException {
        Instant end = Instant.now().plus(window).truncatedTo(ChronoUnit.SECONDS);
        Crowd crowd = Crowd.asks(stack, "web-1", GRANTS, end);
        List<String> rules = crowd.open();
        all.addAll(rules);
        Instant moment = end.minusMillis(random.nextInt(1_500));
        Await.until("the moment of the blow", window, () -> !Instant.now().isBefore(moment));
        blow.run();
        crowd.wereShutOnTime(what, rules, BOUND);
        rules.forEach(
                rule -> assertThat(stack.azure.writes("PUT", rule)).as(rule).isEqualTo(1));
    }

    private static long first(Stack stack) {
        return stack.processes.pid(ProcessName.ENFORCER).orElseThrow();
    }
}
