package io.postern.policy.lint;

import io.postern.contracts.id.PersonId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether all places can be filled when nobody takes two: a maximum matching by augmenting paths. */
final class Seats {
    private final List<Set<PersonId>> places;
    private final Map<PersonId, Integer> seated = new HashMap<>();

    private Seats(List<Set<PersonId>> places) {
        this.places = places;
    }

    /** Every place with those who may fill it. */
    static boolean canBeFilled(List<Set<PersonId>> places, Set<PersonId> without) {
        List<Set<PersonId>> left = places.stream()
                .map(candidates -> {
                    Set<PersonId> remaining = new HashSet<>(candidates);
                    remaining.removeAll(without);
                    return remaining;
                })
                .toList();
        Seats seats = new Seats(left);
        for (int place = 0; place < left.size(); place++) {
            boolean[] tried = new boolean[left.size()];
            if (!seats.seat(place, tried)) {
                return false;
            }
        }
        return true;
    }

    private boolean seat(int place, boolean[] tried) {
        if (tried[place]) {
            return false;
        }
        tried[place] = true;
        for (PersonId person : places.get(place)) {
            Integer other = seated.get(person);
            if (other == null || seat(other, tried)) {
                seated.put(person, place);
                return true;
            }
        }
        return false;
    }
}
