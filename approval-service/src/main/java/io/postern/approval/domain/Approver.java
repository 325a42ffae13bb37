package io.postern.approval.domain;

import io.postern.contracts.id.PersonId;
import java.util.Collection;
import java.util.Set;

/** Somebody who says yes or no, with the groups that their token proves. */
public record Approver(PersonId id, String name, Set<String> groups) {
    public Approver {
        groups = Set.copyOf(groups);
    }

    public boolean isInAnyOf(Collection<String> wanted) {
        return wanted.stream().anyMatch(groups::contains);
    }
}
