package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import io.postern.cli.bench.Finding.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How long {@code ./postern audit verify} takes for a million entries, as the process that it is, with little memory. */
final class VerifyBench {
    private static final int ENTRIES = 1_000_000;
    private static final double MOST_SECONDS = 10;
    /** Those of {@code ./postern audit}. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m");

    private VerifyBench() {}

    static List<Finding> run(Bench.Course course) {
        try {
            Path home = Files.createTempDirectory("postern-verify-");
            try {
                return measure(home, course);
            } finally {
                delete(home);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailure("The log to be verified could not be written: " + e.getMessage() + ".", e);
        }
    }

    private static List<Finding> measure(Path home, Bench.Course course) throws IOException, GeneralSecurityException {
        WrittenLog log = new WrittenLog(home.resolve("log"));
        long bytes = log.write(ENTRIES);
        course.say()
                .accept("  written: 1,000,000 entries of " + bytes / ENTRIES
                        + " bytes each, a checkpoint for every 256");
        List<Double> seconds = new ArrayList<>();
        for (int round = 1; round <= course.rounds(); round++) {
            long start = System.nanoTime();
            verify(home, log.keyFile());
            seconds.add((System.nanoTime() - start) / 1e9);
            course.say().accept("  round " + round + "  " + seconds.getLast() + " s");
        }
        return List.of(
                new Finding(
                        "1,000,000 entries verified in a process of its own, " + FLAGS.getLast(),
                        "s",
                        Spread.of(seconds),
                        new Limit.AtMost(MOST_SECONDS)),
                new Finding(
                        "entries verified a second",
                        "1/s",
                        Spread.of(seconds.stream().map(taken -> ENTRIES / taken).toList()),
                        new Limit.None()));
    }

    private static void verify(Path home, Path key) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(FLAGS);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.postern.cli.Main",
                "audit",
                "verify",
                "--log",
                home.resolve("log").toString(),
                "--key",
                key.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new CommandFailure("The verification failed: " + Files.readString(home.resolve("said")));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CommandFailure("The verification was interrupted.", e);
        }
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
