package io.postern.portal.domain.approval;

import io.postern.portal.domain.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request of before, as far as it tells something about one that waits. */
public record Earlier(
        String id,
        String state,
        @Nullable String reason,
        Asker requester,
        List<Targeted> targets,
        @Nullable Duration duration,
        String justification,
        Instant submittedAt) {
    /** Who asked. */
    public record Asker(String tenant, String oid, String name) {}

    public Earlier {
        targets = targets == null ? List.of() : List.copyOf(targets);
    }

    public String title() {
        return Targeted.names(targets);
    }

    public String length() {
        return duration == null ? "" : Span.words(duration);
    }

    /** The state, with what led to it. */
    public String stands() {
        return reason == null ? state : state + " (" + reason + ")";
    }

    public String kind() {
        return switch (state) {
            case "open", "closing" -> "ok";
            case "pending", "approved", "opening" -> "note";
            case "denied", "refused" -> "bad";
            default -> "plain";
        };
    }
}
