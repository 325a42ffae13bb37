package io.postern.enforcer.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Chooses which resources that a list lacks are asked for outright, each time the next ones: a right that is lost hides
 * thousands at once, and must not cost as many calls a minute.
 */
final class Missing {
    static final int AT_ONCE = 50;

    private int turn;

    <T> List<T> someOf(Collection<T> lacking) {
        if (lacking.size() <= AT_ONCE) {
            return List.copyOf(lacking);
        }
        List<T> all = new ArrayList<>(lacking);
        turn = (turn + AT_ONCE) % all.size();
        Collections.rotate(all, -turn);
        return List.copyOf(all.subList(0, AT_ONCE));
    }
}
