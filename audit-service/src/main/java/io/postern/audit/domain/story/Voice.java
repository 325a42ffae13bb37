package io.postern.audit.domain.story;

import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.event.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one approver said of the request, or of an extension of it, in person or through a bot. */
public record Voice(
        long leaf,
        Instant at,
        Person by,
        Verdict verdict,
        String why,
        @Nullable Integer extension,
        @Nullable String through) {
    static Voice of(Recorded recorded, DecisionCounted e) {
        return new Voice(
                recorded.leaf(),
                recorded.envelope().time(),
                new Person(e.approver(), e.personal().approverName()),
                e.verdict(),
                e.personal().comment(),
                e.extension(),
                e.through());
    }
}
