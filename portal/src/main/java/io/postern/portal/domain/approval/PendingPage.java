package io.postern.portal.domain.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of what waits, the oldest first; {@code next} leads to the one behind it. */
public record PendingPage(List<Pending> value, @Nullable String next) {
    public PendingPage {
        value = value == null ? List.of() : List.copyOf(value);
    }

    /** Without what this person has answered already: it waits for others, or is being checked. */
    public PendingPage unansweredBy(String oid) {
        return new PendingPage(
                value.stream().filter(pending -> !pending.isAnsweredBy(oid)).toList(), next);
    }
}
