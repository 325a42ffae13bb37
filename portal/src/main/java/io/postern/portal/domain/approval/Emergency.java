package io.postern.portal.domain.approval;

import io.postern.portal.domain.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An access that somebody took without asking, and that has to be looked at afterwards. */
public record Emergency(
        String requestId,
        Someone requester,
        String requesterName,
        List<Targeted> targets,
        List<String> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        String justification,
        @Nullable String ticket,
        String rule,
        String policyVersion,
        Instant brokenAt,
        Instant dueAt,
        boolean overdue) {
    public Emergency {
        targets = targets == null ? List.of() : List.copyOf(targets);
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    public String title() {
        return Targeted.names(targets);
    }

    public String length() {
        return duration == null ? "" : Span.words(duration);
    }

    public List<String> sourceTexts() {
        return sources.stream().map(Pending::source).toList();
    }
}
