package io.postern.approval.app;

import io.postern.contracts.id.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What the directory says about who is in which group, nested groups included. */
public interface Memberships {
    /**
     * The object ids of all groups that a person is in, as the directory told them at most so long ago.
     *
     * @throws NobodyKnown when the directory has no such person
     * @throws RightsUnknown when the directory cannot be asked
     */
    Set<String> of(PersonId person, Duration maxAge, Instant now);

    /** The same where groups only ever give something: whom the directory does not know is in none. */
    default Set<String> given(PersonId person, Duration maxAge, Instant now) {
        try {
            return of(person, maxAge, now);
        } catch (NobodyKnown _) {
            return Set.of();
        }
    }

    /** The same without asking anybody: empty when it is not known from before. */
    default Optional<Set<String>> known(PersonId person, Duration maxAge, Instant now) {
        return Optional.empty();
    }
}
