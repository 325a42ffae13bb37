package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.ProcessName;
import io.postern.contracts.event.Approved;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.Denied;
import io.postern.contracts.event.Topic;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two instances of approval-service over one database, one or the other killed at random moments while people ask and
 * decide. The last of all tests: the enforcer is taken away, so that nothing of what is approved here is opened.
 */
@Order(95)
@ExtendWith(RunningStack.class)
class TwoApprovalsIT {
    private static final int SECOND_PORT = 18_182;
    private static final int KILLS = 3;
    private static final long SEED = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String OTHER = SecondInstance.url(SECOND_PORT);

    @Test
    void everyRequestIsDecidedOnceAndEveryVerdictCountsOnceWhicheverInstanceDies(Stack stack) throws Exception {
        stack.processes.kill(ProcessName.ENFORCER);
        Map<String, String> asideBefore = quarantined(stack);
        ApprovalLoad load = new ApprovalLoad(stack, List.of(ApprovalLoad.first(stack), OTHER));
        Process second = SecondInstance.start(stack, ProcessName.APPROVAL, SECOND_PORT);
        try (Told told = new Told(stack, Topic.APPROVALS);
                ExecutorService people = Executors.newCachedThreadPool()) {
            SecondInstance.awaitReady(SECOND_PORT, PATIENCE);
            List<? extends Future<?>> all =
                    load.people().stream().map(people::submit).toList();
            Random random = new Random(SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                int moment = load.progress() + 3 + random.nextInt(12);
                Await.until("the load goes on", PATIENCE, () -> load.progress() >= moment);
                if (random.nextBoolean()) {
                    second.destroyForcibly().waitFor();
                    second = SecondInstance.start(stack, ProcessName.APPROVAL, SECOND_PORT);
                    SecondInstance.awaitReady(SECOND_PORT, PATIENCE);
                } else {
                    stack.processes.kill(ProcessName.APPROVAL);
                    stack.restart(ProcessName.APPROVAL);
                }
            }
            load.end();
            for (Future<?> each : all) {
                each.get();
            }
            Await.until("all is decided", PATIENCE, () -> endings(told).keySet().containsAll(load.accepted.keySet()));
            assertThat(load.failures).isEmpty();
            checkEvents(load, told);
            checkDatabase(stack, endings(told));
            assertThat(quarantined(stack)).isEqualTo(asideBefore);
            tellGap(load, told);
        } finally {
            second.destroyForcibly();
        }
    }

    private static void checkEvents(ApprovalLoad load, Told told) {
        told.read();
        List<String> decided = Stream.concat(
                        told.all(Approved.class).stream()
                                .map(approved -> approved.requestId().value()),
                        told.all(Denied.class).stream()
                                .map(denied -> denied.requestId().value()))
                .toList();
        assertThat(decided)
                .as("decided")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(load.accepted.keySet());
        List<String> votes = told.all(DecisionCounted.class).stream()
                .map(vote -> vote.requestId().value() + " " + name(vote))
                .toList();
        assertThat(votes).as("votes").doesNotHaveDuplicates().containsAll(load.counted);
        assertThat(told.all(Approved.class))
                .anyMatch(approved -> approved.approvers().isEmpty());
        told.all(Approved.class).forEach(approved -> {
            Set<String> agreed =
                    approved.approvers().stream().map(person -> person.oid()).collect(Collectors.toSet());
            assertThat(agreed).hasSize(approved.approvers().size());
            assertThat(votes.stream()
                            .filter(vote -> vote.startsWith(approved.requestId().value())))
                    .as("votes of an approval")
                    .hasSizeGreaterThanOrEqualTo(agreed.size());
        });
    }

    private static void checkDatabase(Stack stack, Map<String, String> endings) throws SQLException {
        Map<String, String> kept = new HashMap<>();
        query(stack, "SELECT request_id, state FROM approval_case WHERE submission LIKE '%two approvals%'", kept);
        assertThat(kept).containsExactlyInAnyOrderEntriesOf(endings);
        query(stack, "SELECT request_id, 'due' FROM evaluation", kept = new HashMap<>());
        assertThat(kept).isEmpty();
    }

    /** What was set aside, and why: other tests send what nobody can read. */
    private static Map<String, String> quarantined(Stack stack) throws SQLException {
        Map<String, String> aside = new HashMap<>();
        query(stack, "SELECT topic || ' ' || partition || ' ' || record_offset, because FROM quarantine", aside);
        return aside;
    }

    /** For whoever reads the log: how long somebody waited whose approval had to wait for a dead instance. */
    private static void tellGap(ApprovalLoad load, Told told) {
        List<Long> waits = told.events()
                .filter(event -> event.event() instanceof Approved approved
                        && approved.approvers().isEmpty())
                .map(event -> Duration.between(load.accepted.get(event.subject()), event.time())
                        .toMillis())
                .sorted()
                .toList();
        System.out.printf(
                "  %d requests, %d verdicts counted; automatic: median %d ms, longest wait %d ms%n",
                load.accepted.size(), load.counted.size(), waits.get(waits.size() / 2), waits.getLast());
    }

    /** By request, in the words of the database. */
    private static Map<String, String> endings(Told told) {
        told.read();
        Map<String, String> endings = new HashMap<>();
        told.all(Approved.class).forEach(event -> endings.put(event.requestId().value(), "APPROVED"));
        told.all(Denied.class).forEach(event -> endings.put(event.requestId().value(), "DENIED"));
        return endings;
    }

    private static String name(DecisionCounted vote) {
        return vote.approver().oid().endsWith("3") ? "second-approver" : "approver";
    }

    private static void query(Stack stack, String sql, Map<String, String> found) throws SQLException {
        Map<String, String> environment = stack.processes.environment(ProcessName.APPROVAL);
        try (Connection database = DriverManager.getConnection(
                        environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
                        environment.get("QUARKUS_DATASOURCE_USERNAME"),
                        environment.get("QUARKUS_DATASOURCE_PASSWORD"));
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
    }
}
