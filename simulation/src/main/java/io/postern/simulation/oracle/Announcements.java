package io.postern.simulation.oracle;

import io.postern.contracts.event.BoundaryWrite;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.kernel.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A2: what is announced was read back before, and each of it is announced once. */
public final class Announcements extends Judge {
    private static final Duration LATELY = Duration.ofSeconds(120);

    private final Scene scene;
    private final Set<String> shown = new HashSet<>();
    private final Map<BoundaryId, Read> reads = new HashMap<>();
    private final Set<GrantId> open = new HashSet<>();
    private final Set<GrantId> closed = new HashSet<>();

    private record Read(Instant when, Map<String, Instant> lacked) {}

    public Announcements(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void shown(Owner who, BoundaryId boundary, List<SecurityRule> rules, boolean stale) {
        Instant now = scene.kernel().now();
        Read before = reads.computeIfAbsent(boundary, _ -> new Read(now, new HashMap<>()));
        Set<String> names = new HashSet<>();
        for (SecurityRule rule : rules) {
            String name = rule.name().toLowerCase(Locale.ROOT);
            names.add(name);
            if (Scene.opening(name).isPresent()) {
                shown.add(key(boundary, name));
                before.lacked().putIfAbsent(name, Instant.EPOCH);
            }
        }
        before.lacked().replaceAll((name, when) -> names.contains(name) ? when : now);
    }

    @Override
    public void told(PosternEvent event) {
        if (event instanceof RulesApplied applied) {
            if (scene.log().isForgotten(applied.requestId())) {
                open.remove(applied.grantId());
                closed.remove(applied.grantId());
            }
            applied(applied);
        } else if (event instanceof RulesRemoved removed && !scene.log().isForgotten(removed.requestId())) {
            removed(removed);
        }
    }

    private void applied(RulesApplied applied) {
        if (!open.add(applied.grantId()) || closed.contains(applied.grantId())) {
            throw new Violation("G8", applied.grantId() + " is announced as open once more");
        }
        if (applied.boundaries().isEmpty()) {
            throw new Violation("A2", applied.ruleName() + " is announced as open nowhere");
        }
        for (BoundaryWrite place : applied.boundaries()) {
            if (!shown.contains(key(place.boundary(), applied.ruleName()))) {
                throw new Violation("A2", applied.ruleName() + " is announced as open, and nobody read it back");
            }
        }
    }

    private void removed(RulesRemoved removed) {
        if (!closed.add(removed.grantId()) || !open.contains(removed.grantId())) {
            throw new Violation("G8", removed.grantId() + " is announced as closed, but was not open");
        }
        Instant lately = scene.kernel().now().minus(LATELY);
        for (BoundaryWrite place : removed.boundaries()) {
            Read read = reads.get(place.boundary());
            Instant lacked =
                    read == null ? Instant.EPOCH : read.lacked().getOrDefault(removed.ruleName(), Instant.EPOCH);
            if (lacked.isBefore(lately)
                    && scene.rule(place.boundary(), removed.ruleName()).isPresent()) {
                throw new Violation("A2", removed.ruleName() + " is announced as gone, and nobody read it back");
            }
        }
    }

    private static String key(BoundaryId boundary, String name) {
        return boundary.key() + " " + name.toLowerCase(Locale.ROOT);
    }
}
