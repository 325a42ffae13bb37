package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postern.cli.stack.ProcessName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Memory or disk run short. */
@Order(24)
@ExtendWith(RunningStack.class)
class StarvedIT {
    /** What a JVM says with its exit code when memory lacked and it was told to end then. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int SECOND_PORT = 18_184;
    private static final Duration BY_THE_SWEEPER = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aServiceThatLacksMemoryEndsInsteadOfGoingOnByHalves(Stack stack) throws Exception {
        assertThat(stack.processes.command(ProcessName.SWEEPER)).contains("-XX:+ExitOnOutOfMemoryError");
        Process starved =
                SecondInstance.start(stack, ProcessName.ENFORCER, SECOND_PORT, Map.of("_JAVA_OPTIONS", "-Xmx10m"));
        try {
            assertThat(starved.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(starved.exitValue()).isEqualTo(OUT_OF_MEMORY);
        } finally {
            starved.destroyForcibly();
        }
    }

    /** PostgreSQL goes on reading on a disk that is full, and refuses every write. */
    @Test
    void withNoWriteTakenByAnyDatabasePortsAreShutAndWhatWasToBeToldIsToldLater(Stack stack) {
        Databases databases = new Databases(stack);
        Crowd crowd = Crowd.asks(stack, "web-1", 3, end());
        List<String> rules = crowd.open();
        String newest = stack.access.newest();

        writing(databases, "SET default_transaction_read_only = on");
        try {
            Answer answer = stack.access.submit("""
                    {"targets":[{"vm":"%s","ports":[22]}],"sources":["198.18.1.1/32"],"duration":"PT10M",
                     "justification":"system test, disk full"}""".formatted(World.vmId("web-1")));
            assertThat(answer.status()).as(answer.toString()).isGreaterThanOrEqualTo(500);
            crowd.wereShutOnTime("disk of every database full", rules, BY_THE_SWEEPER);
        } finally {
            writing(databases, "RESET default_transaction_read_only");
        }
        crowd.closed();
        assertThat(stack.access.newest()).isEqualTo(newest);
    }

    @Test
    void withADiskThatIsSlowAndThenStandsStillPortsAreShut(Stack stack) {
        assumeTrue(Boolean.getBoolean("postern.long"), "freezes the database: in the long form only");
        Databases databases = new Databases(stack);
        databases.run(
                Databases.SERVER,
                List.of(
                        "ALTER SYSTEM SET commit_siblings = 0",
                        "ALTER SYSTEM SET commit_delay = 100000",
                        "SELECT pg_reload_conf()"));
        try {
            Crowd slow = Crowd.asks(stack, "web-1", 3, end());
            Crowd still = Crowd.asks(stack, "jump-1", 3, end().plusSeconds(4));
            List<String> rules = slow.open();
            List<String> more = still.open();
            slow.wereShutOnTime("every commit takes 100 ms", rules, Duration.ofSeconds(5));

            freeze(stack, Signal.STOP);
            try {
                still.wereShutOnTime("PostgreSQL frozen", more, BY_THE_SWEEPER);
            } finally {
                freeze(stack, Signal.CONT);
            }
            slow.closed();
            still.closed();
        } finally {
            databases.run(
                    Databases.SERVER,
                    List.of(
                            "ALTER SYSTEM RESET commit_siblings",
                            "ALTER SYSTEM RESET commit_delay",
                            "SELECT pg_reload_conf()"));
        }
    }

    private static Instant end() {
        return Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS);
    }

    private static void freeze(Stack stack, Signal signal) {
        ProcessHandle server = ProcessHandle.of(
                        stack.processes.pid(ProcessName.POSTGRES).orElseThrow())
                .orElseThrow();
        List<ProcessHandle> family = server.descendants().toList();
        signal.send(server.pid());
        family.stream().filter(ProcessHandle::isAlive).forEach(one -> signal.send(one.pid()));
    }

    /** Settings of a database hold from the next connection on. */
    private static void writing(Databases databases, String setting) {
        databases.run(
                Databases.SERVER,
                Databases.ALL.stream()
                        .map(database -> "ALTER DATABASE " + database + " " + setting)
                        .toList());
        databases.run(
                Databases.SERVER,
                List.of("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'postern%'"));
    }
}
