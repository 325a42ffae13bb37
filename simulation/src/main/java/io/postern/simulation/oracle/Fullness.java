package io.postern.simulation.oracle;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.kernel.Owner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A6: nothing more is opened in an NSG that holds 950 rules or 3,800 addresses, as far as whoever opens could see. What was
 * begun before goes on, be it on record alone: when the record is slow, an intent is left to a later run. That the answer is
 * a refusal, {@link Convergence} sees: nobody is left without one.
 */
public final class Fullness extends Judge {
    static final int RULES = 950;
    static final int ADDRESSES = 3_800;

    private final Scene scene;
    private final Map<String, Map<String, Integer>> views = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

    public Fullness(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void shown(Owner who, BoundaryId boundary, List<SecurityRule> rules, boolean stale) {
        Map<String, Integer> view = new HashMap<>();
        rules.forEach(rule -> view.put(key(rule.name()), addresses(rule)));
        views.put(place(who, boundary), view);
        scene.database()
                .rulesOn(boundary)
                .forEach(row -> begin(boundary, key(row.rule().name().text())));
    }

    @Override
    public void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change) {
        Map<String, Integer> view = views.computeIfAbsent(place(who, boundary), _ -> new HashMap<>());
        String name = key(change.name());
        if (ask == Ask.DELETE) {
            view.remove(name);
            return;
        }
        boolean fresh = begin(boundary, name) && !view.containsKey(name);
        if (fresh && Scene.opening(change.name()).isPresent()) {
            judge(who, boundary, change, view);
        }
        SecurityRule rule = change.rule();
        if (rule != null) {
            view.put(name, addresses(rule));
        }
    }

    /** False when it was begun before. */
    private boolean begin(BoundaryId boundary, String name) {
        return begun.add(boundary.key() + " " + name);
    }

    private static void judge(Owner who, BoundaryId boundary, RuleChange change, Map<String, Integer> view) {
        int addresses = view.values().stream().mapToInt(each -> each).sum();
        if (view.size() >= RULES || addresses >= ADDRESSES) {
            throw new Violation(
                    "A6",
                    who.name() + " opens " + change.name() + " at " + boundary.name() + ", which holds " + view.size()
                            + " rules and " + addresses + " addresses");
        }
    }

    private static int addresses(SecurityRule rule) {
        return addresses(rule.sources()) + addresses(rule.destinations());
    }

    private static int addresses(List<String> prefixes) {
        return (int) prefixes.stream().filter(prefix -> !prefix.equals("*")).count();
    }

    private static String place(Owner who, BoundaryId boundary) {
        return who.name() + " " + boundary.key();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
