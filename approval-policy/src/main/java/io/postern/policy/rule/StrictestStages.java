package io.postern.policy.rule;

import io.postern.contracts.event.ApprovalNeeded.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stages of several rules together. Rules that ask the same groups share the places: the greater number holds. Rules
 * that ask different groups are all asked, even if one of them is contained in the other: were a narrower group to stand in
 * for wider ones, a rule that is added could take places away.
 */
final class StrictestStages {
    private record Place(String rule, List<String> groups, int count) {}

    private final Map<Set<String>, Place> places = new LinkedHashMap<>();

    /** A rule asks. Within one rule, the same groups twice are two stages to be filled. */
    void add(String rule, List<Ask> asks) {
        Map<Set<String>, Place> own = new LinkedHashMap<>();
        for (Ask ask : asks) {
            own.merge(
                    Set.copyOf(ask.groups()),
                    new Place(rule, ask.groups(), ask.count()),
                    (a, b) -> new Place(rule, a.groups(), a.count() + b.count()));
        }
        own.forEach((groups, place) -> places.merge(groups, place, (a, b) -> b.count() > a.count() ? b : a));
    }

    List<Stage> stages() {
        return places.values().stream()
                .map(place -> new Stage(place.rule(), place.groups(), place.count()))
                .toList();
    }
}
