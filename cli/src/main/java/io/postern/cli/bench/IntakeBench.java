package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import io.postern.cli.bench.Finding.Limit;
import io.postern.cli.stack.BenchParts;
import io.postern.cli.stack.BenchStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Intake beside a bare endpoint that does the same two inserts, into tables of the same
 * definition: the same bodies, the same database server, turn about. Intake checks
 * tokens, decides, writes six rows and, all the while, publishes to Kafka what it wrote.
 */
final class IntakeBench {
    private static final int VMS = 50;
    private static final int PEOPLE = 2_000;
    private static final int CONNECTIONS = 32;
    private static final int WARM_TURNS = 3;
    private static final Duration WARM_TURN = Duration.ofSeconds(10);
    private static final String PATH = "/api/v1/access-requests";
    private static final double LEAST_RATIO = 0.7;
    private static final double MOST_MILLIS = 50;

    private final BenchStack stack;
    private final Bench.Course course;
    private final Load intake;
    private final Load bare;

    private IntakeBench(BenchStack stack, Bench.Course course) {
        this.stack = stack;
        this.course = course;
        List<String> tokens = new Requesters(
                        stack.signingKey(), stack.addresses().issuer(), "11111111-1111-1111-1111-111111111111")
                .tokens(PEOPLE, Instant.now());
        this.intake = new Load(
                stack.intake(),
                number -> request(number, "Authorization: Bearer " + tokens.get((int) (number % PEOPLE)) + "\r\n"),
                202);
        this.bare = new Load(stack.bare(), number -> request(number, ""), 202);
    }

    static BenchParts parts() {
        return BenchParts.intake(Bench.WITHOUT_LIMITS);
    }

    static List<Finding> run(BenchStack stack, Bench.Course course) {
        Fleet.insert(stack, VMS);
        Fleet.protect(stack, VMS);
        return new IntakeBench(stack, course).measure();
    }

    /** A request that repeats none: each person comes from another address every time. */
    static byte[] request(long number, String headers) {
        long visit = number / PEOPLE;
        String body = String.format(
                Locale.ROOT,
                "{\"targets\":[{\"vm\":\"%s\",\"ports\":[22]}],\"sources\":[\"20.%d.%d.%d/32\"],\"duration\":\"PT1H\","
                        + "\"justification\":\"Deploy the fix for the failing night job\"}",
                Fleet.vm((int) (number % VMS)),
                visit >> 16 & 255,
                visit >> 8 & 255,
                visit & 255);
        return Wire.request("POST", PATH, headers, body);
    }

    private List<Finding> measure() {
        warmUp();
        List<Double> bareRates = new ArrayList<>();
        List<Double> intakeRates = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            double one = rate("bare", bare);
            double other = rate("intake", intake);
            bareRates.add(one);
            intakeRates.add(other);
            ratios.add(other / one);
        }
        double half = Spread.of(intakeRates).median() / 2;
        List<Sample> atHalf = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            empty();
            atHalf.add(good(intake.open(2 * CONNECTIONS, half, course.round())));
        }
        List<Finding> findings = new ArrayList<>(List.of(
                finding(
                        "bare endpoint, the same two inserts, 32 connections",
                        "requests/s",
                        bareRates,
                        new Limit.None()),
                finding("intake, relay and Kafka running, 32 connections", "requests/s", intakeRates, new Limit.None()),
                finding("intake : bare", "ratio", ratios, new Limit.AtLeast(LEAST_RATIO)),
                finding("intake at half of that load, p50", "ms", percentile(atHalf, 0.5), new Limit.None()),
                finding(
                        "intake at half of that load, p99",
                        "ms",
                        percentile(atHalf, 0.99),
                        new Limit.AtMost(MOST_MILLIS)),
                finding("intake at half of that load, longest", "ms", percentile(atHalf, 1), new Limit.None())));
        stack.stopKafka();
        List<Double> alone = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            alone.add(rate("intake without Kafka", intake));
        }
        findings.add(finding("intake while Kafka is down, 32 connections", "requests/s", alone, new Limit.None()));
        return findings;
    }

    /** Until the compilers of both sides have nothing left to do that would show. */
    private void warmUp() {
        course.say().accept("Warming up both sides.");
        for (int turn = 0; turn < WARM_TURNS; turn++) {
            good(bare.closed(CONNECTIONS, WARM_TURN));
            good(intake.closed(CONNECTIONS, WARM_TURN.multipliedBy(2)));
        }
    }

    private double rate(String side, Load load) {
        empty();
        Sample sample = good(load.closed(CONNECTIONS, course.round()));
        course.say()
                .accept(String.format(
                        Locale.ROOT,
                        "  %-21s %7.0f requests/s  p50 %5.1f ms  p99 %5.1f ms",
                        side,
                        sample.rate(),
                        sample.percentile(0.5),
                        sample.percentile(0.99)));
        return sample.rate();
    }

    /** Each round begins with the same: nobody has asked for anything, and nothing waits to be written to disk. */
    private void empty() {
        stack.databases().inBare("TRUNCATE wish, wish_outbox");
        stack.databases()
                .inIntake("TRUNCATE access_request, access_request_vm, timeline_entry, outbox, outbox_subject CASCADE");
        stack.databases().inIntake("CHECKPOINT");
    }

    private static Sample good(Sample sample) {
        if (sample.errors() > 0) {
            throw new CommandFailure(sample.errors() + " requests were answered with " + sample.anError()
                    + " and not with 202; see the logs.");
        }
        return sample;
    }

    private static List<Double> percentile(List<Sample> samples, double share) {
        return samples.stream().map(sample -> sample.percentile(share)).toList();
    }

    private static Finding finding(String what, String unit, List<Double> figures, Limit limit) {
        return new Finding(what, unit, Spread.of(figures), limit);
    }
}
