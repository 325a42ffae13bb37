package io.postern.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.cli.CommandFailure;
import io.postern.cli.bench.Finding.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How late ports were shut, healthy and with one part after the other dead, and how soon facts came to whoever audits: not
 * measured here, but by the system tests.
 */
final class ClosingFigures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClosingFigures() {}

    /** The newest figures of each case. */
    static List<Finding> read(Path file, Consumer<String> say) {
        if (!Files.exists(file)) {
            say.accept("There are none yet: ./postern test measures them, ./postern test --long with more ends.");
            return List.of();
        }
        Map<String, JsonNode> newest = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                JsonNode figures = JSON.readTree(line);
                newest.remove(figures.path("case").asText());
                newest.put(figures.path("case").asText(), figures);
            }
        } catch (JsonProcessingException e) {
            throw new CommandFailure(file + " holds something else than figures: delete it and run ./postern test.", e);
        } catch (IOException e) {
            throw new CommandFailure("The figures in " + file + " cannot be read: " + e.getMessage(), e);
        }
        List<Finding> findings = new ArrayList<>();
        for (JsonNode figures : newest.values()) {
            findings.add(finding(figures, "p99", "p99Ms", "p99LimitMs"));
            findings.add(finding(figures, "longest", "maxMs", "maxLimitMs"));
        }
        return findings;
    }

    private static Finding finding(JsonNode figures, String which, String figure, String limit) {
        double value = figures.path(figure).asDouble(Double.NaN);
        return new Finding(
                figures.path("case").asText() + ", " + figures.path("ends").asInt() + " "
                        + figures.path("of").asText("ends") + ", " + which,
                "ms",
                new Spread(value, value, value),
                new Limit.AtMost(figures.path(limit).asDouble(Double.NaN)));
    }
}
