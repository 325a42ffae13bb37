package io.postern.approval.domain;

import io.postern.contracts.id.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who says yes or no.
 *
 * @param groups what their token proves, or the directory says
 * @param strongSince when they last proved with more than a password who they are; null when nobody can tell
 * @param through the bot that brings their word; null when they came in person
 */
public record Approver(
        PersonId id,
        String name,
        Set<String> groups,
        @Nullable Instant strongSince,
        @Nullable String through) {
    public Approver {
        groups = Set.copyOf(groups);
    }

    public boolean isInAnyOf(Collection<String> wanted) {
        return wanted.stream().anyMatch(groups::contains);
    }
}
