package io.postern.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;

/** How late ports were shut, case by case: a line each in a file that {@code ./postern bench closing} shows. */
final class ClosingReport {
    static final Path FILE = Path.of("target", "closing-report.jsonl");

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClosingReport() {}

    /** Notes how many milliseconds late each was, and what 99 in 100 and all of them had to keep to. */
    static void note(String what, List<Long> lateness, Duration usual, Duration latest) {
        note(what, "ends", lateness, usual, latest);
    }

    /** The same of something else than ends. */
    static void note(String what, String kind, List<Long> lateness, Duration usual, Duration latest) {
        ObjectNode line = JSON.createObjectNode().put("case", what).put("ends", lateness.size());
        line.put("of", kind);
        line.put("p50Ms", at(lateness, 50)).put("p99Ms", at(lateness, 99)).put("maxMs", Collections.max(lateness));
        line.put("p99LimitMs", usual.toMillis()).put("maxLimitMs", latest.toMillis());
        line.put("long", Boolean.getBoolean("postern.long"));
        line.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.printf(
                "  %s: %d %s, lateness median %d ms, 99 in 100 %d ms, longest %d ms%n",
                what, lateness.size(), kind, at(lateness, 50), at(lateness, 99), Collections.max(lateness));
    }

    /** The smallest that so many in a hundred do not exceed. */
    static long at(List<Long> values, int percent) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }
}
