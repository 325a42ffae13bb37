package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import io.postern.cli.api.Api;
import io.postern.cli.api.People;
import io.postern.cli.bench.Finding.Limit;
import io.postern.cli.stack.BenchStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What 10,000 requests cost that wait for approvers: their list, and their end when nobody decides; with and without history. */
final class PendingBench {
    private static final int PENDING = 10_000;
    private static final int SETTLED = 200_000;
    private static final int CONNECTIONS = 2;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final double MOST_TIMES = 1.5;
    private static final String PATH = "/api/v1/approvals?state=pending&limit=100";

    /** Copies of a case that is there, under ids of their own. */
    private static final String COPY = """
            INSERT INTO approval_case
            SELECT made.* FROM (SELECT * FROM approval_case WHERE state = '%1$s' ORDER BY request_id DESC LIMIT 1) AS one
            CROSS JOIN LATERAL (SELECT lpad(n::text, 26, '0') AS id FROM generate_series(%2$d, %2$d + %3$d - 1) AS n) AS other
            CROSS JOIN LATERAL jsonb_populate_record(NULL::approval_case, to_jsonb(one) || jsonb_build_object(
                'request_id', other.id, 'submission', replace(one.submission, one.request_id, other.id))) AS made;
            INSERT INTO approval_ask
            SELECT DISTINCT unnest(approver_groups), request_id, extension FROM approval_case WHERE state = 'PENDING'
            ON CONFLICT DO NOTHING;
            ANALYZE""";

    private final BenchStack stack;
    private final Bench.Course course;
    private final Arrivals arrivals;
    private final Runnable askAnApprover;
    private int copies = 1;

    private record Figures(List<Sample> lists, double lapse) {}

    /** @param askAnApprover makes one request that waits for an approver, and returns when it does */
    PendingBench(BenchStack stack, Bench.Course course, Arrivals arrivals, Runnable askAnApprover) {
        this.stack = stack;
        this.course = course;
        this.arrivals = arrivals;
        this.askAnApprover = askAnApprover;
    }

    List<Finding> measure() {
        Figures young = figures("no history");
        copy("APPROVED", SETTLED);
        Figures old = figures("200,000 settled");
        List<Finding> findings = new ArrayList<>();
        findings.addAll(list("10,000 wait, their first 100", young));
        findings.addAll(list("10,000 wait beside 200,000 settled, their first 100", old));
        findings.add(new Finding(
                "  the second : the first, p50",
                "ratio",
                Spread.of(List.of(median(old) / median(young))),
                new Limit.AtMost(MOST_TIMES)));
        findings.add(lapse("10,000 lapse at once, until the last is told", young));
        findings.add(lapse("10,000 lapse at once beside 200,000 settled", old));
        findings.add(new Finding(
                "  the second : the first",
                "ratio",
                Spread.of(List.of(old.lapse() / young.lapse())),
                new Limit.None()));
        return findings;
    }

    private Figures figures(String what) {
        askAnApprover.run();
        copy("PENDING", PENDING - 1);
        stack.databases().inApproval("CHECKPOINT");
        String token = new People(new Api(), stack.addresses()).token("approver", People.Audience.POSTERN);
        byte[] request = Wire.request("GET", PATH, "Authorization: Bearer " + token + "\r\n", "");
        Load load = new Load(stack.approval(), _ -> request, 200);
        load.closed(CONNECTIONS, WARM_UP);
        List<Sample> lists = new ArrayList<>();
        for (int n = 1; n <= course.rounds(); n++) {
            Sample sample = load.closed(CONNECTIONS, course.round());
            if (sample.errors() > 0) {
                throw new CommandFailure(
                        "The list was answered with " + sample.anError() + " and not with 200; see the logs.");
            }
            lists.add(sample);
        }
        int before = arrivals.lapses();
        long start = System.nanoTime();
        stack.databases().inApproval("UPDATE approval_case SET lapses_at = now() WHERE state = 'PENDING'");
        arrivals.awaitLapses(before + PENDING);
        double seconds = (System.nanoTime() - start) / 1e9;
        course.say().accept("  " + what + ": list p99 " + spread(lists, 0.99) + " ms, lapse " + seconds + " s");
        return new Figures(lists, seconds);
    }

    private void copy(String state, int times) {
        stack.databases().inApproval(COPY.formatted(state, copies, times));
        copies += times;
    }

    private static List<Finding> list(String what, Figures figures) {
        return List.of(
                new Finding(what + ", p50", "ms", spread(figures.lists(), 0.5), new Limit.None()),
                new Finding(what + ", p99", "ms", spread(figures.lists(), 0.99), new Limit.None()));
    }

    private static Finding lapse(String what, Figures figures) {
        return new Finding(what, "s", Spread.of(List.of(figures.lapse())), new Limit.None());
    }

    private static double median(Figures figures) {
        return spread(figures.lists(), 0.5).median();
    }

    private static Spread spread(List<Sample> samples, double share) {
        return Spread.of(
                samples.stream().map(sample -> sample.percentile(share)).toList());
    }
}
