package io.postern.emulator.world;

import java.util.Locale;

/** A place in ARM's tree of ids; rights and role assignments hold for it and everything below. */
public record Scope(String id) {
    public Scope {
        while (id.endsWith("/")) {
            id = id.substring(0, id.length() - 1);
        }
    }

    /** Whether {@code other} is this scope or lies below it. */
    public boolean covers(Scope other) {
        String mine = id.toLowerCase(Locale.ROOT);
        String theirs = other.id.toLowerCase(Locale.ROOT);
        return theirs.equals(mine) || theirs.startsWith(mine + "/");
    }
}
