package io.postern.audit.domain.story;

import io.postern.contracts.event.ExtensionRequested;
import java.time.Instant;

/** That somebody asked to keep the access for longer; what became of it stands among the decisions. */
public record Extended(long leaf, Instant at, int number, Person by, String why, Instant currentEnd, Instant endsAt) {
    static Extended of(Recorded recorded, ExtensionRequested e) {
        return new Extended(
                recorded.leaf(),
                recorded.envelope().time(),
                e.number(),
                new Person(e.requestedBy(), e.personal().requesterName()),
                e.personal().justification(),
                e.currentEnd(),
                e.endsAt());
    }
}
