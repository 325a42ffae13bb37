package io.postern.portal.domain;

import java.util.List;
import java.util.Set;

/** Somebody who is signed in: who their token says they are, and the roles in it. */
public record Person(String id, String tenant, String name, String account, Set<String> roles) {
    public Person {
        roles = Set.copyOf(roles);
    }

    public boolean may(Right right) {
        return roles.contains(right.role());
    }

    /** Whether at least one of these rights is theirs. */
    public boolean mayAny(List<Right> rights) {
        return rights.stream().anyMatch(this::may);
    }

    /** Up to two letters to show in place of a picture. */
    public String initials() {
        StringBuilder letters = new StringBuilder();
        for (String word : name.strip().split("[\\s._-]+")) {
            if (!word.isEmpty() && letters.codePointCount(0, letters.length()) < 2) {
                letters.appendCodePoint(Character.toUpperCase(word.codePointAt(0)));
            }
        }
        return letters.isEmpty() ? "?" : letters.toString();
    }
}
