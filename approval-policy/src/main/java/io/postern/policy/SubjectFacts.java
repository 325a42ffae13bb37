package io.postern.policy;

import io.postern.contracts.id.PersonId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param groups the object ids of all groups that the person is in, nested ones too; null when nobody could say
 */
public record SubjectFacts(PersonId id, @Nullable Set<String> groups) {
    public SubjectFacts {
        groups = groups == null ? null : Set.copyOf(groups);
    }
}
