package io.postern.portal.domain.approval;

import io.postern.portal.domain.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody takes away of what was asked for; nothing where a part stays as it is.
 *
 * @param duration ISO 8601
 */
public record Less(
        @Nullable String duration,
        @Nullable List<Integer> ports,
        @Nullable List<String> sources) {
    public boolean takesNothing() {
        return duration == null && ports == null && sources == null;
    }

    /** What is left, in words. */
    public String words() {
        List<String> parts = new ArrayList<>();
        if (ports != null) {
            parts.add("only port " + ports.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (sources != null) {
            parts.add("only from " + String.join(", ", sources));
        }
        if (duration != null) {
            parts.add("for no longer than " + Span.words(Duration.parse(duration)));
        }
        return String.join("; ", parts);
    }
}
