package io.postern.approval.domain;

import io.postern.contracts.event.ApprovalNeeded.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * How many places people fill when each fills at most one: a maximum matching of people and places, so that it matters
 * neither who came first nor which of their groups somebody was counted for.
 */
final class Quorum {
    private static final int NOBODY = -1;

    private final List<Stage> places;
    private final List<Set<String>> people;
    private final int[] sitting;

    private Quorum(List<Stage> stages, List<Set<String>> people) {
        this.places = stages.stream()
                .flatMap(stage -> Collections.nCopies(stage.approvals(), stage).stream())
                .toList();
        this.people = people;
        this.sitting = new int[places.size()];
        Arrays.fill(sitting, NOBODY);
    }

    /** @param people the groups of each */
    static int filled(List<Stage> stages, List<Set<String>> people) {
        return filledOfEach(stages, people).stream().mapToInt(Integer::intValue).sum();
    }

    /** How many places of each stage are filled, in the order of the stages. */
    static List<Integer> filledOfEach(List<Stage> stages, List<Set<String>> people) {
        Quorum quorum = new Quorum(stages, people);
        for (int person = 0; person < people.size(); person++) {
            quorum.seat(person, new boolean[quorum.places.size()]);
        }
        List<Integer> filled = new ArrayList<>();
        int place = 0;
        for (Stage stage : stages) {
            int taken = 0;
            for (int last = place + stage.approvals(); place < last; place++) {
                taken += quorum.sitting[place] == NOBODY ? 0 : 1;
            }
            filled.add(taken);
        }
        return filled;
    }

    /** Finds a place, asking those who sit to move on to another where that helps. */
    private boolean seat(int person, boolean[] tried) {
        for (int place = 0; place < sitting.length; place++) {
            if (!tried[place] && places.get(place).groups().stream().anyMatch(people.get(person)::contains)) {
                tried[place] = true;
                if (sitting[place] == NOBODY || seat(sitting[place], tried)) {
                    sitting[place] = person;
                    return true;
                }
            }
        }
        return false;
    }
}
