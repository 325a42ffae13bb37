package io.postern.approval.domain;

import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.Verdict;
import io.postern.contracts.id.PersonId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An approver's verdict.
 *
 * @param groups those of the case that the approver was found in
 * @param through the bot that brought it; null when the approver came in person
 */
public record CountedDecision(
        PersonId approver,
        String name,
        Verdict verdict,
        String comment,
        @Nullable Narrowing narrowing,
        Set<String> groups,
        @Nullable String through,
        Standing standing,
        Instant at) {
    public CountedDecision {
        groups = Set.copyOf(groups);
    }

    /** Whether it counts. */
    public enum Standing {
        /** It does. */
        COUNTS,
        /** It does, but the directory said before that this person is no approver: it is asked again at the end. */
        DOUBTED,
        /** It no longer does: the directory says that this person is no approver. */
        DROPPED
    }

    /** The same with what the directory said of its approver's groups. */
    CountedDecision foundIn(Set<String> found) {
        return new CountedDecision(approver, name, verdict, comment, narrowing, found, through, standing, at);
    }

    CountedDecision dropped() {
        return new CountedDecision(
                approver, name, verdict, comment, narrowing, Set.of(), through, Standing.DROPPED, at);
    }

    boolean saysTheSameAs(CountedDecision other) {
        return approver.equals(other.approver)
                && verdict == other.verdict
                && groups.equals(other.groups)
                && Objects.equals(narrowing, other.narrowing);
    }
}
