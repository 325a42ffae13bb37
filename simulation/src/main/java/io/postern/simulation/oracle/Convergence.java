package io.postern.simulation.oracle;

import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.world.Surroundings;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A1, G5: once nothing goes wrong any more, what stands in Azure is what was approved and is not over, and nothing else. */
public final class Convergence extends Judge {
    private final Scene scene;
    private final Map<GrantId, RulesApplied> open = new LinkedHashMap<>();
    private final Set<RequestId> answered = new HashSet<>();

    public Convergence(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void told(PosternEvent event) {
        switch (event) {
            case RulesApplied applied -> {
                open.put(applied.grantId(), applied);
                answered.add(applied.requestId());
            }
            case RulesRemoved removed -> open.remove(removed.grantId());
            case EnforcementRefused refused -> answered.add(refused.requestId());
            default -> {}
        }
    }

    @Override
    public void settled() {
        Instant now = scene.kernel().now();
        for (PeoplesLog.Approval approval : scene.log().approvals()) {
            RequestId request = approval.approved().requestId();
            if (!answered.contains(request)
                    && !scene.log().isCloseAsked(request)
                    && !scene.log().isForgotten(request)) {
                throw new Violation("A1", "nothing ever came of the approval of " + request);
            }
        }
        Set<String> wanted = new HashSet<>();
        open.values().removeIf(applied -> scene.log().isForgotten(applied.requestId()));
        for (RulesApplied applied : open.values()) {
            if (applied.until().plusSeconds(10).isBefore(now)) {
                throw new Violation("A1", applied.ruleName() + " is over, and nobody said so");
            }
            for (BoundaryId nsg : boundaries(applied)) {
                wanted.add(nsg.key() + " " + applied.ruleName());
                if (applied.until().isAfter(now)
                        && scene.rule(nsg, applied.ruleName()).isEmpty()) {
                    throw new Violation("G5", applied.ruleName() + " is open, but not at " + nsg.name());
                }
            }
        }
        scene.machines().forEach(this::baselines);
        scene.machines().forEach(machine -> machine.boundaries().forEach(nsg -> nothingElse(nsg, wanted)));
    }

    private Set<BoundaryId> boundaries(RulesApplied applied) {
        return scene.machine(applied.vm()).map(Snapshot::boundaries).orElse(Set.of());
    }

    private void baselines(Snapshot machine) {
        String name = RuleName.Baseline.of(Surroundings.INSTANCE, machine.vm()).text();
        for (BoundaryId nsg : machine.boundaries()) {
            SecurityRule rule = scene.rule(nsg, name).orElse(null);
            if (rule == null || rule.access() != Access.DENY || !rule.sources().contains("*")) {
                throw new Violation("A1", "no baseline of " + machine.vm().name() + " at " + nsg.name() + ": " + rule);
            }
        }
    }

    private void nothingElse(BoundaryId nsg, Set<String> wanted) {
        for (SecurityRule rule : scene.rules().apply(nsg)) {
            Optional<RuleName.Opening> opening = Scene.opening(rule.name());
            if (opening.isPresent()
                    && !wanted.contains(nsg.key() + " " + rule.name())
                    && !scene.isForgotten(opening.get().grant())) {
                throw new Violation("A1", rule.name() + " stands at " + nsg.name() + ", and is nobody's");
            }
        }
    }
}
