package io.postern.benchmarks;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a request: that of intake. */
public record Wish(
        @Nullable List<Target> targets,
        @Nullable List<String> sources,
        @Nullable String duration,
        @Nullable String justification) {
    private static final int LONGEST_TEXT = 500;
    private static final int LAST_PORT = 65_535;

    /** One VM with the ports asked for. */
    public record Target(@Nullable String vm, @Nullable List<Integer> ports) {
        boolean valid() {
            return vm != null
                    && vm.startsWith("/subscriptions/")
                    && ports != null
                    && !ports.isEmpty()
                    && ports.stream().allMatch(port -> port > 0 && port <= LAST_PORT);
        }
    }

    /** Whether every field is there and within its bounds. */
    boolean valid() {
        return targets != null
                && !targets.isEmpty()
                && targets.stream().allMatch(Target::valid)
                && sources != null
                && !sources.isEmpty()
                && sources.stream().noneMatch(String::isBlank)
                && justification != null
                && !justification.isBlank()
                && justification.length() <= LONGEST_TEXT
                && positive(duration);
    }

    private static boolean positive(@Nullable String duration) {
        try {
            return duration != null && Duration.parse(duration).isPositive();
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }
}
