package io.postern.emulator.world;

import java.util.Set;

/** Who calls: a person or a service principal, with the groups that count for its rights. */
public record Caller(String name, String oid, Set<String> groups) {
    public Caller {
        groups = Set.copyOf(groups);
    }

    boolean is(String principalId) {
        return oid.equalsIgnoreCase(principalId) || groups.stream().anyMatch(principalId::equalsIgnoreCase);
    }
}
