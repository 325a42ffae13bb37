package io.postern.simulation.azure;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One NSG: its rules now, and as they were a little while ago. */
final class Group {
    final BoundaryId id;
    final Map<String, SecurityRule> rules = new TreeMap<>();
    private final Deque<Past> past = new ArrayDeque<>();
    private List<SecurityRule> view = List.of();
    long etag;

    @Nullable
    Operation pending;

    private record Past(Instant until, List<SecurityRule> view) {}

    Group(BoundaryId id) {
        this.id = id;
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Nullable
    SecurityRule rule(String name) {
        return rules.get(key(name));
    }

    List<SecurityRule> view() {
        return view;
    }

    /** As it was then, as far back as anybody remembers. */
    List<SecurityRule> viewAt(Instant then) {
        for (Past old : past) {
            if (old.until().isAfter(then)) {
                return old.view();
            }
        }
        return view;
    }

    void set(String name, @Nullable SecurityRule rule, Instant now) {
        setAll(Map.of(name, Optional.ofNullable(rule)), now);
    }

    void setAll(Map<String, Optional<SecurityRule>> changes, Instant now) {
        past.addLast(new Past(now, view));
        while (past.size() > 40) {
            past.removeFirst();
        }
        changes.forEach((name, rule) ->
                rule.ifPresentOrElse(each -> rules.put(key(name), each), () -> rules.remove(key(name))));
        view = List.copyOf(rules.values());
        etag++;
    }

    boolean isTaken(int priority, boolean inbound, String name) {
        return view.stream()
                .anyMatch(rule -> rule.priority() == priority && rule.inbound() == inbound && !rule.isCalled(name));
    }

    /** Whether no two of these rules have the same priority in one direction. */
    static boolean fit(Collection<SecurityRule> rules) {
        long places = rules.stream()
                .map(rule -> rule.inbound() ? rule.priority() : -rule.priority())
                .distinct()
                .count();
        return places == rules.size();
    }
}
