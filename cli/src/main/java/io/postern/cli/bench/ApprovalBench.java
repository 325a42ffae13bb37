package io.postern.cli.bench;

import io.postern.cli.bench.Finding.Limit;
import io.postern.cli.stack.BenchParts;
import io.postern.cli.stack.BenchStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long people wait for an approval that nobody has to give: from the answer that accepts a request to the signed approval on
 * its topic, as a plain consumer on the same machine sees it. Beside it, two bare hops over the same broker.
 */
final class ApprovalBench {
    private static final double PER_SECOND = 50;
    private static final Duration SHORTEST_ROUND = Duration.ofSeconds(20);
    private static final int VMS = 6;
    /** Those who ask again and again, from the first on. */
    private static final int REGULARS = 10;
    /** Those who ask once for each VM. */
    private static final int STRANGERS = 170;

    private static final int CONNECTIONS = 16;
    /** So many requests, and so fast, that the services run compiled code before anything is measured. */
    private static final double WARM_UP_PER_SECOND = 200;

    private static final Duration WARM_UP = Duration.ofSeconds(90);
    /** What emptying the tables leaves the disk to do is done before a round begins. */
    private static final Duration LEAD_IN = Duration.ofSeconds(10);
    /** The demo's policy, with these VMs in the place of its harmless ones. */
    private static final String POLICY = """
            name: bench
            groups: { approvers: 33333333-0000-0000-0000-000000000001 }
            rules:
              - name: short-and-harmless
                when: target.name in [%s] && request.duration <= duration('3h')
                approve: automatically
              - name: over-three-hours
                when: request.duration > duration('3h')
                approve: { stages: [ { from: [approvers], count: 1 } ] }
              - name: over-four-hours
                when: request.duration > duration('4h')
                approve: { stages: [ { from: [approvers], count: 2 } ] }
            otherwise: { stages: [ { from: [approvers], count: 1 } ] }
            """;

    private static final double MOST_AT_THE_MEDIAN = 15;
    private static final double MOST_AT_P99 = 60;

    private final BenchStack stack;
    private final Bench.Course course;
    private final Duration round;
    private final Wishes wishes;
    private final Arrivals arrivals;
    private final Chain chain;
    private int visits;

    private ApprovalBench(BenchStack stack, Bench.Course course, Arrivals arrivals) {
        this.stack = stack;
        this.course = course;
        this.round = course.round().compareTo(SHORTEST_ROUND) < 0 ? SHORTEST_ROUND : course.round();
        this.wishes = new Wishes(stack, REGULARS + STRANGERS);
        this.arrivals = arrivals;
        this.chain = new Chain(stack.bootstrap(), 2);
    }

    static BenchParts parts() {
        String vms = IntStream.range(0, VMS)
                .mapToObj(n -> "'" + Fleet.vm(n).substring(Fleet.vm(n).lastIndexOf('/') + 1) + "'")
                .collect(Collectors.joining(", "));
        return BenchParts.approval(Bench.WITHOUT_LIMITS, POLICY.formatted(vms), Wishes.oids(REGULARS + STRANGERS));
    }

    static List<Finding> run(BenchStack stack, Bench.Course course) {
        Fleet.insert(stack, VMS + 1);
        Fleet.protect(stack, VMS + 1);
        try (Arrivals arrivals = new Arrivals(stack.bootstrap())) {
            return new ApprovalBench(stack, course, arrivals).measure();
        }
    }

    private List<Finding> measure() {
        course.say().accept("Warming up.");
        empty();
        ask(PER_SECOND, Duration.ofSeconds(1), this::regular);
        ask(WARM_UP_PER_SECOND, WARM_UP, this::regular);
        chain.run(PER_SECOND, WARM_UP.dividedBy(6));
        List<Map<String, Long>> rounds = new ArrayList<>();
        List<Sample> yardstick = new ArrayList<>();
        for (int n = 1; n <= course.rounds(); n++) {
            empty();
            ask(PER_SECOND, LEAD_IN, this::regular);
            Map<String, Long> accepted = ask(PER_SECOND, round, this::regular);
            rounds.add(accepted);
            yardstick.add(chain.run(PER_SECOND, round));
            say("request accepted → Approved on the topic", total(accepted));
            say("two bare hops over the same broker", yardstick.getLast());
        }
        empty();
        Map<String, Long> first =
                ask(PER_SECOND, Duration.ofSeconds(STRANGERS * VMS / (long) PER_SECOND), this::stranger);
        List<Sample> totals = rounds.stream().map(this::total).toList();
        List<Finding> findings = new ArrayList<>(percentiles(
                "automatic, accepted → Approved",
                totals,
                new Limit.AtMost(MOST_AT_THE_MEDIAN),
                new Limit.AtMost(MOST_AT_P99)));
        findings.addAll(
                percentiles("yardstick: two bare hops, same broker", yardstick, new Limit.None(), new Limit.None()));
        findings.addAll(percentiles(
                "automatic, first of a person on a VM", List.of(total(first)), new Limit.None(), new Limit.None()));
        findings.addAll(hops(rounds));
        findings.addAll(new PendingBench(stack, course, arrivals, this::askAnApprover).measure());
        return findings;
    }

    private void empty() {
        stack.databases()
                .inIntake("TRUNCATE access_request, access_request_vm, timeline_entry, outbox, outbox_subject CASCADE");
        stack.databases().inIntake("CHECKPOINT");
    }

    /** Asks at a steady rate and waits until all is answered; the instant at which each request was accepted. */
    private Map<String, Long> ask(double perSecond, Duration length, Wish wish) {
        int visit = visits++;
        Map<String, Long> accepted =
                Wishes.send(stack, number -> wish.of(visit, (int) number), CONNECTIONS, perSecond, length);
        arrivals.awaitAnswered(accepted.keySet());
        return accepted;
    }

    private void askAnApprover() {
        empty();
        ask(1, Duration.ofSeconds(1), (visit, number) -> wishes.of(0, VMS, visit, number));
    }

    private interface Wish {
        byte[] of(int visit, int number);
    }

    private byte[] regular(int visit, int number) {
        return wishes.of(number % REGULARS, number / REGULARS % VMS, visit, number);
    }

    private byte[] stranger(int visit, int number) {
        return wishes.of(REGULARS + number / VMS % STRANGERS, number % VMS, visit, number);
    }

    private Sample total(Map<String, Long> accepted) {
        return sample(
                accepted.keySet(), accepted::get, id -> arrivals.approved(id).seen());
    }

    private void say(String what, Sample sample) {
        course.say()
                .accept(String.format(
                        Locale.ROOT,
                        "  %-42s p50 %5.1f ms  p99 %5.1f ms  longest %5.1f ms",
                        what,
                        sample.percentile(0.5),
                        sample.percentile(0.99),
                        sample.percentile(1)));
    }

    private static List<Finding> percentiles(String what, List<Sample> samples, Limit median, Limit p99) {
        return List.of(
                finding(what + ", p50", samples, 0.5, median),
                finding(what + ", p99", samples, 0.99, p99),
                finding(what + ", longest", samples, 1, new Limit.None()));
    }

    /** Where the time goes. Writers date their records to the millisecond, so that these are half a millisecond too long. */
    private List<Finding> hops(List<Map<String, Long>> rounds) {
        return List.of(
                hop(
                        "accepted → sent by request-service",
                        rounds,
                        Map::get,
                        id -> arrivals.submitted(id).sent()),
                hop(
                        "sent → seen on postern.requests",
                        rounds,
                        (_, id) -> arrivals.submitted(id).sent(),
                        id -> arrivals.submitted(id).seen()),
                hop(
                        "seen → decided",
                        rounds,
                        (_, id) -> arrivals.submitted(id).seen(),
                        id -> arrivals.approved(id).told()),
                hop(
                        "decided → sent by approval-service",
                        rounds,
                        (_, id) -> arrivals.approved(id).told(),
                        id -> arrivals.approved(id).sent()),
                hop(
                        "sent → seen on postern.approvals",
                        rounds,
                        (_, id) -> arrivals.approved(id).sent(),
                        id -> arrivals.approved(id).seen()));
    }

    private static Finding hop(
            String what,
            List<Map<String, Long>> rounds,
            ToLongBiFunction<Map<String, Long>, String> from,
            ToLongFunction<String> to) {
        List<Sample> samples = rounds.stream()
                .map(round -> sample(round.keySet(), id -> from.applyAsLong(round, id), to))
                .toList();
        return finding("  of which " + what + ", p50", samples, 0.5, new Limit.None());
    }

    private static Sample sample(Collection<String> ids, ToLongFunction<String> from, ToLongFunction<String> to) {
        return new Sample(
                ids.stream()
                        .mapToLong(id -> to.applyAsLong(id) - from.applyAsLong(id))
                        .toArray(),
                0,
                0,
                0);
    }

    private static Finding finding(String what, List<Sample> samples, double share, Limit limit) {
        return new Finding(
                what,
                "ms",
                Spread.of(
                        samples.stream().map(sample -> sample.percentile(share)).toList()),
                limit);
    }
}
