package io.postern.policy.rule;

import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.policy.Ruling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An order of rulings by what they ask of the requester. */
final class Strictness {
    private Strictness() {}

    /** Whether whoever gets past {@code a} would get past {@code b}. */
    static boolean atLeast(Ruling a, Ruling b) {
        if (rank(a) != rank(b)) {
            return rank(a) > rank(b);
        }
        if (a instanceof Ruling.Asks x && b instanceof Ruling.Asks y) {
            return covers(x.stages(), y.stages())
                    && x.risk().compareTo(y.risk()) >= 0
                    && x.patience().compareTo(y.patience()) <= 0;
        }
        if (a instanceof Ruling.BreaksGlass x && b instanceof Ruling.BreaksGlass y) {
            return new HashSet<>(y.reviewers()).containsAll(x.reviewers())
                    && x.reviewWithin().compareTo(y.reviewWithin()) <= 0
                    && x.atMost() <= y.atMost()
                    && x.per().compareTo(y.per()) >= 0;
        }
        if (a instanceof Ruling.Denies x
                && b instanceof Ruling.Denies y
                && !x.unmet().isEmpty()) {
            return x.unmet().size() >= y.unmet().size();
        }
        return true;
    }

    static boolean same(Ruling a, Ruling b) {
        return atLeast(a, b) && atLeast(b, a);
    }

    private static int rank(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Automatic _, Ruling.BreaksGlass _ -> 0;
            case Ruling.Asks _ -> 1;
            case Ruling.Denies denies -> denies.unmet().isEmpty() ? 3 : 2;
        };
    }

    private static boolean covers(List<Stage> more, List<Stage> less) {
        Map<Set<String>, Integer> places = places(more);
        return places(less).entrySet().stream()
                .allMatch(place -> places.getOrDefault(place.getKey(), 0) >= place.getValue());
    }

    private static Map<Set<String>, Integer> places(List<Stage> stages) {
        Map<Set<String>, Integer> places = new HashMap<>();
        stages.forEach(stage -> places.merge(Set.copyOf(stage.groups()), stage.approvals(), Integer::sum));
        return places;
    }
}
