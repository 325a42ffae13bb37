package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import io.postern.cli.bench.Finding.Limit;
import io.postern.cli.stack.BenchStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How late a deadline is announced: from the end of the window to the commit of the event, by the database's clock; while many
 * more wait, and when many came while nobody looked. The relay to Kafka works beside it on the same cores.
 */
final class ExpiryBench {
    private static final int DUE = 20_000;
    private static final int SECONDS = 20;
    private static final int WAITING = 100_000;
    private static final int FEW = 1_000;
    private static final int OVERDUE = 50_000;
    /** As many as are measured, in half the time: what is measured is compiled code. */
    private static final int WARM_UP = DUE;

    private static final int LEAD_SECONDS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final double MOST_LATE_MILLIS = 10;
    private static final double MOST_FOR_OVERDUE_SECONDS = 2;
    private static final double MOST_IN_MEMORY = 20_000;
    private static final double MOST_TIMES_THE_HEAP = 1.2;

    private static final String ARM = """
            INSERT INTO deadline (grant_id, request_id, until, warn_at, state)
            SELECT lpad(n::text, 26, '0'), '1' || lpad(n::text, 25, '0'), until, until - %s, 'armed'
            FROM (SELECT n, clock_timestamp() + make_interval(secs => %d + random() * %d) AS until
                  FROM generate_series(%d, %d) AS n) AS made""";

    private static final String FIVE_MINUTES = "interval '5 minutes'";
    private static final String NEVER = "NULL::interval";

    private static final String TOLD = """
            SELECT id, (extract(epoch FROM (convert_from(value, 'UTF8')::jsonb #>> '{data,until}')::timestamptz)
              * 1000000)::bigint, (extract(epoch FROM created_at) * 1000000)::bigint FROM outbox""";

    private final BenchStack stack;
    private final Bench.Course course;
    private int armed = 1;
    private double mostInMemory;

    /** Of one run: the lateness of each at its commit, and when it was written; and how long all took. */
    private record Run(Sample committed, Sample written, long early, double seconds) {}

    private ExpiryBench(BenchStack stack, Bench.Course course) {
        this.stack = stack;
        this.course = course;
    }

    static List<Finding> run(BenchStack stack, Bench.Course course) {
        return new ExpiryBench(stack, course).measure();
    }

    private List<Finding> measure() {
        course.say().accept("Warming up.");
        arm(FEW, 3_600, 3_600, FIVE_MINUTES);
        due(WARM_UP, SECONDS / 2);
        double few = heap();
        arm(WAITING - FEW, 3_600, 3_600, FIVE_MINUTES);
        execute("ANALYZE deadline");
        List<Run> rounds = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            rounds.add(due(DUE, SECONDS));
            say(DUE + " in " + SECONDS + " s, " + WAITING + " wait", rounds.getLast());
        }
        double many = heap();
        List<Run> overdue = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            overdue.add(overdue());
            course.say()
                    .accept(String.format(
                            Locale.ROOT,
                            "  %d overdue: %.2f s",
                            OVERDUE,
                            overdue.getLast().seconds()));
        }
        rest();
        List<Finding> findings = new ArrayList<>(findings(rounds, overdue, few, many));
        findings.addAll(BareCommit.findings(stack.databases()::expiry));
        return findings;
    }

    private List<Finding> findings(List<Run> rounds, List<Run> overdue, double few, double many) {
        List<Sample> committed = rounds.stream().map(Run::committed).toList();
        List<Sample> written = rounds.stream().map(Run::written).toList();
        List<Double> early = new ArrayList<>();
        rounds.forEach(run -> early.add((double) run.early()));
        overdue.forEach(run -> early.add((double) run.early()));
        return List.of(
                lateness("deadline → committed, p50", committed, 0.5, new Limit.None()),
                lateness("deadline → committed, p99", committed, 0.99, new Limit.AtMost(MOST_LATE_MILLIS)),
                lateness("deadline → committed, longest", committed, 1, new Limit.None()),
                lateness("  of which deadline → written, p50", written, 0.5, new Limit.None()),
                lateness("  of which deadline → written, p99", written, 0.99, new Limit.None()),
                new Finding("announced early", "deadlines", Spread.of(early), new Limit.AtMost(0)),
                one("moments in memory, most", "moments", mostInMemory, new Limit.AtMost(MOST_IN_MEMORY)),
                one("heap in use, 1,000 wait", "MiB", few, new Limit.None()),
                one("heap in use, 100,000 wait", "MiB", many, new Limit.None()),
                one("  the second : the first", "ratio", many / few, new Limit.AtMost(MOST_TIMES_THE_HEAP)),
                new Finding(
                        "50,000 overdue after downtime, first to last",
                        "s",
                        Spread.of(overdue.stream().map(Run::seconds).toList()),
                        new Limit.AtMost(MOST_FOR_OVERDUE_SECONDS)));
    }

    /** So many deadlines within so many seconds, in a database that has come to rest. */
    private Run due(int many, int seconds) {
        rest();
        try (OutboxWatch watch = new OutboxWatch(stack, Duration.ofMillis(1))) {
            arm(many, LEAD_SECONDS, seconds, NEVER);
            for (int second = 0; second < LEAD_SECONDS + seconds; second++) {
                mostInMemory = Math.max(mostInMemory, metric("postern_expiry_in_memory"));
                Chain.parkUntil(System.nanoTime() + 1_000_000_000L);
            }
            watch.await(many, PATIENCE);
            return evaluate(watch, many);
        }
    }

    /** What came while no process was there, from its first announcement to its last. */
    private Run overdue() {
        stack.killExpiry();
        rest();
        // NB. of seconds a look at every millisecond tells no more, and takes what is measured a part of its cores
        try (OutboxWatch watch = new OutboxWatch(stack, Duration.ofMillis(20))) {
            arm(OVERDUE, -1_000, 600, NEVER);
            stack.startExpiry();
            watch.await(OVERDUE, PATIENCE);
            return evaluate(watch, OVERDUE);
        }
    }

    private Run evaluate(OutboxWatch watch, int expected) {
        long[] committed = new long[expected];
        long[] written = new long[expected];
        long first = Long.MAX_VALUE;
        long last = 0;
        int found = 0;
        int early = 0;
        try (Connection connection = stack.databases().expiry();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TOLD)) {
            while (rows.next()) {
                if (found == expected) {
                    throw new CommandFailure("More than the " + expected + " deadlines were announced.");
                }
                long seen = watch.seen(rows.getLong(1));
                committed[found] = (seen - rows.getLong(2)) * 1_000;
                written[found] = (rows.getLong(3) - rows.getLong(2)) * 1_000;
                early += written[found] < 0 ? 1 : 0;
                first = Math.min(first, rows.getLong(3));
                last = Math.max(last, seen);
                found++;
            }
        } catch (SQLException e) {
            throw new CommandFailure("The database refused: " + e.getMessage(), e);
        }
        return new Run(new Sample(committed, 0, 0, 0), new Sample(written, 0, 0, 0), early, (last - first) / 1e6);
    }

    private void arm(int many, int from, int within, String warning) {
        execute(ARM.formatted(warning, from, within, armed, armed + many - 1));
        armed += many;
    }

    /** Nothing that a round before it left behind is on the disk's mind. */
    private void rest() {
        execute("DELETE FROM deadline WHERE state <> 'armed'");
        execute("TRUNCATE announced, outbox, outbox_subject");
        execute("VACUUM deadline");
        execute("CHECKPOINT");
    }

    private void execute(String sql) {
        stack.databases().inExpiry(sql);
    }

    private double heap() {
        stack.collectGarbageOfExpiry();
        return metric("jvm_memory_used_bytes{area=\"heap\"") / (1 << 20);
    }

    /** The sum of all whose name begins so. */
    private double metric(String name) {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(stack.expiry().resolve("/q/metrics"))
                    .timeout(Duration.ofSeconds(30))
                    .header("Accept", "text/plain")
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new CommandFailure("expiry-service shows no numbers: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while measuring.", e);
        }
    }

    private void say(String what, Run run) {
        course.say()
                .accept(String.format(
                        Locale.ROOT,
                        "  %-42s p50 %5.1f ms  p99 %5.1f ms  longest %5.1f ms",
                        what,
                        run.committed().percentile(0.5),
                        run.committed().percentile(0.99),
                        run.committed().percentile(1)));
    }

    private static Finding one(String what, String unit, double figure, Limit limit) {
        return new Finding(what, unit, Spread.of(List.of(figure)), limit);
    }

    private static Finding lateness(String what, List<Sample> samples, double share, Limit limit) {
        return new Finding(
                what,
                "ms",
                Spread.of(
                        samples.stream().map(sample -> sample.percentile(share)).toList()),
                limit);
    }
}
