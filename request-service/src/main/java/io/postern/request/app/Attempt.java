package io.postern.request.app;

import io.postern.contracts.id.PersonId;
import io.postern.request.domain.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One call of one person: submissions that stand or fall together, under a name of the caller's own if it has one. */
record Attempt(List<Submission> submissions, Optional<IdempotencyKeys.Key> key, Instant now) {
    Attempt {
        submissions = List.copyOf(submissions);
    }

    PersonId person() {
        return submissions.getFirst().requester();
    }
}
