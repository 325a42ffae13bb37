package io.postern.simulation.azure;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.kernel.Owner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Azure's network itself: what stands there, and the operations under way. It never dies. */
public final class Azure {
    private static final int MOST_RULES = 1000;

    public final AzureWeather weather = new AzureWeather();
    public final List<Snapshot> machines = new ArrayList<>();
    private final Map<String, Group> groups = new TreeMap<>();
    private final Kernel kernel;
    private final Owner self = new Owner("azure");
    private final Witness witness;

    public Azure(Kernel kernel, Witness witness) {
        this.kernel = kernel;
        this.witness = witness;
    }

    public Owner owner() {
        return self;
    }

    Witness witness() {
        return witness;
    }

    public void create(BoundaryId id) {
        groups.put(id.key(), new Group(id));
    }

    /** Deletes an NSG with all that is in it, for so long. */
    public void delete(BoundaryId id, String by, Duration absence) {
        witness.failed(id, absence);
        Group group = groups.remove(id.key());
        if (group != null) {
            group.view().forEach(rule -> witness.changed(new Change(id, rule.name(), rule, null, by)));
        }
    }

    public List<BoundaryId> boundaries() {
        return groups.values().stream().map(group -> group.id).toList();
    }

    @Nullable
    Group group(BoundaryId id) {
        return groups.get(id.key());
    }

    public List<SecurityRule> rules(BoundaryId id) {
        return Optional.ofNullable(group(id)).map(Group::view).orElse(List.of());
    }

    /** What Azure's answers say the time is. */
    Instant date() {
        return kernel.now().plus(weather.dateAhead).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Puts a rule, or takes it away, at once; false when Azure would not have it. */
    public boolean set(BoundaryId id, String name, @Nullable SecurityRule rule, String by) {
        Group group = group(id);
        if (group == null) {
            return false;
        }
        SecurityRule before = group.rule(name);
        if (rule == null && before == null) {
            return true;
        }
        if (rule != null
                && (group.isTaken(rule.priority(), rule.inbound(), name)
                        || (before == null && group.rules.size() >= MOST_RULES))) {
            return false;
        }
        group.set(name, rule, kernel.now());
        witness.changed(new Change(id, name, before, rule, by));
        return true;
    }

    /** Adds many rules at once, which fit by themselves; those whose place is taken are left out. */
    public void setAll(BoundaryId id, List<SecurityRule> rules, String by) {
        Group group = group(id);
        if (group != null) {
            change(
                    group,
                    rules.stream()
                            .filter(rule -> !group.isTaken(rule.priority(), rule.inbound(), rule.name()))
                            .collect(Collectors.toMap(SecurityRule::name, Optional::of)),
                    by);
        }
    }

    /** Takes many rules away at once. */
    public void dropAll(BoundaryId id, List<SecurityRule> rules, String by) {
        Group group = group(id);
        if (group != null) {
            change(group, rules.stream().collect(Collectors.toMap(SecurityRule::name, _ -> Optional.empty())), by);
        }
    }

    /** Puts the whole NSG: what is not among these rules is gone. Nothing is done when Azure would not have one of them. */
    boolean replace(BoundaryId id, Map<String, SecurityRule> whole, String by) {
        Group group = group(id);
        if (group == null || !Group.fit(whole.values())) {
            return false;
        }
        Map<String, Optional<SecurityRule>> changes = new TreeMap<>();
        group.rules.keySet().stream()
                .filter(name -> !whole.containsKey(name))
                .forEach(name -> changes.put(name, Optional.empty()));
        whole.forEach((name, rule) -> {
            if (!rule.equals(group.rule(name))) {
                changes.put(name, Optional.of(rule));
            }
        });
        change(group, changes, by);
        return true;
    }

    private void change(Group group, Map<String, Optional<SecurityRule>> rules, String by) {
        Map<String, Optional<SecurityRule>> changes = new TreeMap<>(rules);
        changes.entrySet()
                .removeIf(each ->
                        group.rule(each.getKey()) == null && each.getValue().isEmpty());
        List<Change> all = changes.entrySet().stream()
                .map(each -> new Change(
                        group.id,
                        each.getKey(),
                        group.rule(each.getKey()),
                        each.getValue().orElse(null),
                        by))
                .toList();
        group.setAll(changes, kernel.now());
        all.forEach(witness::changed);
    }

    /** Accepts a write, whose effect comes at its end; one that is under way there is superseded. */
    Operation accept(Group group, Duration length, boolean fails, Supplier<Boolean> effect) {
        Operation before = group.pending;
        if (before != null) {
            before.end(Operation.End.CANCELED);
        }
        Operation operation = new Operation();
        group.pending = operation;
        Runnable ends = () -> {
            if (operation.isRunning()) {
                operation.end(!fails && effect.get() ? Operation.End.SUCCEEDED : Operation.End.FAILED);
            }
        };
        kernel.after(self, length, ends);
        return operation;
    }

    /** Carries a write out when nobody expects it any more. */
    void late(Duration pause, Supplier<Boolean> effect) {
        kernel.after(self, pause, () -> {
            boolean _ = effect.get();
        });
    }
}
