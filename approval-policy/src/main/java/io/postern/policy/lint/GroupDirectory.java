package io.postern.policy.lint;

import io.postern.contracts.id.PersonId;
import java.util.Optional;
import java.util.Set;

/** Knows who is in which group. */
public interface GroupDirectory {
    /** All people in a group, through other groups too; empty when there is no such group. */
    Optional<Set<PersonId>> members(String groupId);
}
