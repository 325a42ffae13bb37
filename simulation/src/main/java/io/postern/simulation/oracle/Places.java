package io.postern.simulation.oracle;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.record.RuleRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A5: no two rules of ours have one place, neither on record nor by what whoever writes could see. Azure would refuse it, so
 * that it is judged before Azure is asked.
 */
public final class Places extends Judge {
    private final Scene scene;
    private final Map<String, Map<String, Integer>> views = new HashMap<>();

    public Places(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void shown(Owner who, BoundaryId boundary, List<SecurityRule> rules, boolean stale) {
        Map<String, Integer> view = new HashMap<>();
        rules.stream()
                .filter(rule -> rule.inbound() && Scene.own(rule.name()).isPresent())
                .forEach(rule -> view.put(key(rule.name()), rule.priority()));
        views.put(place(who, boundary), view);
    }

    @Override
    public void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change) {
        Map<String, Integer> view = views.computeIfAbsent(place(who, boundary), _ -> new HashMap<>());
        String name = key(change.name());
        SecurityRule rule = change.rule();
        view.remove(name);
        if (rule == null) {
            return;
        }
        view.entrySet().stream()
                .filter(other -> other.getValue() == rule.priority())
                .findFirst()
                .ifPresent(other -> {
                    throw new Violation("A5", who.name() + " writes " + rule + " where it saw " + other.getKey());
                });
        view.put(name, rule.priority());
        onRecord(boundary, name, rule.priority()).ifPresent(other -> {
            throw new Violation("A5", who.name() + " writes " + rule + ", and on record that is the place of " + other);
        });
    }

    private Optional<String> onRecord(BoundaryId boundary, String name, int priority) {
        return scene.database()
                .rulesOn(boundary)
                .map(RuleRow::rule)
                .filter(row -> row.priority() == priority)
                .map(row -> row.name().text())
                .filter(other -> !other.equals(name))
                .findFirst();
    }

    private static String place(Owner who, BoundaryId boundary) {
        return who.name() + " " + boundary.key();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
