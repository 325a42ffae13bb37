package io.postern.emulator.world;

import java.util.Locale;
import java.util.Set;

/**
 * A place in ARM's tree of ids; rights and role assignments hold for it and everything below. Which management groups a
 * place is under, its id does not tell.
 */
public record Scope(String id, Set<String> managementGroups) {
    public Scope {
        while (id.endsWith("/")) {
            id = id.substring(0, id.length() - 1);
        }
        managementGroups = Set.copyOf(managementGroups);
    }

    public Scope(String id) {
        this(id, Set.of());
    }

    /** Whether {@code other} is this scope or lies below it. */
    public boolean covers(Scope other) {
        String mine = key();
        String theirs = other.key();
        return theirs.equals(mine) || theirs.startsWith(mine + "/") || other.managementGroups.contains(mine);
    }

    String key() {
        return id.toLowerCase(Locale.ROOT);
    }
}
