package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import io.postern.cli.api.Api;
import io.postern.cli.api.People;
import io.postern.cli.bench.Finding.Limit;
import io.postern.cli.stack.BenchStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The trail: how many events a second become committed leaves when many wait on their topics, in a trail of a thousand and in
 * one of a million, beside a bare copy of as many rows with a hash tree; how soon a single one is a leaf and signed; and what
 * a proof takes.
 */
final class AuditBench {
    private static final int FEW = 1_000;
    private static final int A_SECOND = 10_000;
    private static final int MOST_AT_ONCE = 200_000;
    private static final int WARM_UPS = 3;
    private static final double FACTS_PER_SECOND = 50;
    private static final int STRIDE = 7_919;

    private static final double LEAST_LEAVES = 10_000;
    private static final double MOST_TIMES_THE_COST = 1.1;
    private static final double MOST_UNTIL_LEAF_MILLIS = 2_000;
    private static final double MOST_UNTIL_SIGNED_MILLIS = 10_000;
    private static final double MOST_FOR_A_PROOF_MILLIS = 5;

    private final BenchStack stack;
    private final Bench.Course course;
    private final TrailDatabase database;
    private final Feed feed;
    private final int many;

    private AuditBench(BenchStack stack, Bench.Course course, TrailDatabase database, Feed feed) {
        this.stack = stack;
        this.course = course;
        this.database = database;
        this.feed = feed;
        this.many = (int) Math.min(MOST_AT_ONCE, A_SECOND * course.round().toSeconds());
    }

    static List<Finding> run(BenchStack stack, Bench.Course course) {
        try (TrailDatabase database = new TrailDatabase(stack);
                Feed feed = new Feed(stack.bootstrap())) {
            return new AuditBench(stack, course, database, feed).measure();
        }
    }

    private List<Finding> measure() {
        course.say().accept("Warming up.");
        database.silence();
        for (int turn = 0; turn < WARM_UPS; turn++) {
            backlog();
        }
        List<Double> few = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            forget();
            feed.send(FEW);
            database.awaitLeaves(FEW);
            few.add(said("leaves/s, " + FEW + " recorded before", backlog()));
        }
        course.say().accept("Recording " + MillionLeaves.MANY + " leaves.");
        forget();
        MillionLeaves.fill(database);
        database.awaitSigned(MillionLeaves.MANY);
        BareLog bare = new BareLog(database);
        List<Double> appended = new ArrayList<>();
        List<Double> copied = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            appended.add(said("leaves/s, " + MillionLeaves.MANY + " recorded before", backlog()));
            copied.add(said("rows/s, bare copy with hash tree", bare.run(many)));
            ratios.add(appended.getLast() / copied.getLast());
        }
        database.tellFromHere();
        List<Double> told = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            told.add(said("leaves/s, while a SIEM is told of them", backlog()));
        }
        List<Finding> findings = new ArrayList<>(List.of(
                new Finding(
                        "topic → committed leaf, 1,000,000 recorded",
                        "leaves/s",
                        Spread.of(appended),
                        new Limit.AtLeast(LEAST_LEAVES)),
                new Finding("topic → committed leaf, 1,000 recorded", "leaves/s", Spread.of(few), new Limit.None()),
                new Finding("  while a SIEM is told of them", "leaves/s", Spread.of(told), new Limit.None()),
                one(
                        "  cost of a leaf at 1,000,000 : at 1,000",
                        "ratio",
                        Spread.of(few).median() / Spread.of(appended).median(),
                        new Limit.AtMost(MOST_TIMES_THE_COST)),
                new Finding("yardstick: bare COPY with hash tree", "rows/s", Spread.of(copied), new Limit.None()),
                new Finding("  leaves : yardstick", "ratio", Spread.of(ratios), new Limit.None())));
        database.awaitTold(database.leaves());
        findings.addAll(freshness());
        findings.addAll(proofs());
        return findings;
    }

    /** Events wait on their topics while nobody may append; then leaves a second, without those already in hand. */
    private double backlog() {
        database.awaitSigned(database.leaves());
        database.hold();
        long before = database.leaves();
        feed.send(many);
        database.rest();
        database.release();
        long end = database.awaitLeaves(before + many);
        long first = many / 10;
        long begin = database.number(
                "SELECT (extract(epoch FROM at) * 1000000)::bigint FROM audit_leaf WHERE idx = " + (before + first));
        return (many - first) / ((end - begin) / 1e6);
    }

    private void forget() {
        database.awaitSigned(database.leaves());
        database.forget(() -> {
            feed.forgetTold();
            delete(stack.auditLog());
        });
        database.rest();
    }

    private List<Finding> freshness() {
        List<Freshness.Times> times = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            times.add(new Freshness(database, feed, stack.auditLog()).run(FACTS_PER_SECOND, course.round()));
        }
        List<Sample> leaf = times.stream().map(Freshness.Times::leaf).toList();
        List<Sample> signed = times.stream().map(Freshness.Times::signed).toList();
        return List.of(
                percentile("a fact, 50 a second: sent → leaf, p50", leaf, 0.5, new Limit.None()),
                percentile("  sent → leaf, p99", leaf, 0.99, new Limit.AtMost(MOST_UNTIL_LEAF_MILLIS)),
                percentile("  sent → under a published checkpoint, p50", signed, 0.5, new Limit.None()),
                percentile(
                        "  sent → under a published checkpoint, longest",
                        signed,
                        1,
                        new Limit.AtMost(MOST_UNTIL_SIGNED_MILLIS)));
    }

    private List<Finding> proofs() {
        String token = new People(new Api(), stack.addresses()).token("auditor", People.Audience.POSTERN);
        String headers = "Authorization: Bearer " + token + "\r\n";
        Load load = new Load(
                stack.audit(),
                number -> Wire.request(
                        "GET",
                        "/api/v1/proofs/" + MillionLeaves.event(number * STRIDE % MillionLeaves.MANY),
                        headers,
                        ""),
                200);
        load.closed(1, course.round());
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            Sample sample = load.closed(1, course.round());
            if (sample.errors() > 0) {
                throw new CommandFailure(
                        "A proof was answered with " + sample.anError() + " and not with 200; see the logs.");
            }
            samples.add(sample);
        }
        return List.of(
                percentile("inclusion proof at 1,000,000 leaves, p50", samples, 0.5, new Limit.None()),
                percentile(
                        "inclusion proof at 1,000,000 leaves, p99",
                        samples,
                        0.99,
                        new Limit.AtMost(MOST_FOR_A_PROOF_MILLIS)));
    }

    private double said(String what, double figure) {
        course.say().accept(String.format(Locale.ROOT, "  %8.0f %s", figure, what));
        return figure;
    }

    private static Finding percentile(String what, List<Sample> samples, double share, Limit limit) {
        return new Finding(
                what,
                "ms",
                Spread.of(
                        samples.stream().map(sample -> sample.percentile(share)).toList()),
                limit);
    }

    private static Finding one(String what, String unit, double figure, Limit limit) {
        return new Finding(what, unit, Spread.of(List.of(figure)), limit);
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new CommandFailure("The log in " + directory + " could not be removed: " + e.getMessage(), e);
        }
    }
}
