package io.postern.simulation.oracle;

import io.postern.contracts.event.EnforcementRefused;
import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.azure.Change;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.record.LeaseRow;
import io.postern.simulation.record.RuleRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * G1 no opening without an approval, G7 narrow, G8 what ended stays ended, G9 revocation wins, and of A: no write without its
 * intent, without the lease or after its own end.
 */
public final class Openings extends Judge {
    private static final Duration LANDING = Duration.ofSeconds(2);

    private final Scene scene;
    private final Map<GrantId, Instant> ended = new HashMap<>();

    public Openings(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void told(PosternEvent event) {
        Instant now = scene.kernel().now();
        if (event instanceof RulesRemoved removed) {
            ended.putIfAbsent(removed.grantId(), now);
        } else if (event instanceof EnforcementRefused refused && refused.grantId() != null) {
            ended.putIfAbsent(refused.grantId(), now);
        }
    }

    @Override
    public void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change) {
        String rule = change.name();
        if (ask != Ask.PUT) {
            return;
        }
        RuleName name = Scene.own(rule).orElseThrow(() -> new Violation("G6", "a foreign rule is written: " + rule));
        Optional<RuleRow> row = scene.database().rules.find(RuleRow.key(boundary, rule));
        if (row.filter(RuleRow::live).isEmpty() && !isSetBack()) {
            throw new Violation("A8", who.name() + " writes " + rule + " without an intent on record");
        }
        if (name instanceof RuleName.Opening opening) {
            mayOpen(who, boundary, rule, opening);
        }
    }

    private void mayOpen(Owner who, BoundaryId boundary, String rule, RuleName.Opening opening) {
        Instant now = scene.kernel().now();
        Duration ahead = scene.ahead(who.name());
        if (!now.plus(ahead).isBefore(opening.end())) {
            throw new Violation("A10", who.name() + " writes " + rule + " after its own end");
        }
        if (ended.containsKey(opening.grant()) && !scene.isForgotten(opening.grant())) {
            throw new Violation("G8", who.name() + " opens what ended: " + rule);
        }
        Optional<LeaseRow> lease = scene.database().leases.find(boundary.key());
        if (lease.filter(held ->
                                held.holder().equals(who.name()) && held.until().isAfter(now))
                        .isEmpty()
                && !isSetBack()) {
            throw new Violation("lease", who.name() + " writes " + rule + " without the lease");
        }
        scene.request(opening.grant())
                .flatMap(scene.log()::closed)
                .filter(closed -> now.isAfter(closed.plus(LANDING)))
                .filter(closed ->
                        !scene.thawed().getOrDefault(who.name(), Instant.EPOCH).isAfter(closed))
                .ifPresent(closed -> {
                    throw new Violation("G9", who.name() + " opens what was closed at " + closed + ": " + rule);
                });
    }

    /** Nobody can have seen yet that what was on record is not any more. */
    private boolean isSetBack() {
        return scene.log().wasSetBack(scene.kernel().now().minus(LANDING));
    }

    @Override
    public void changed(Change change) {
        SecurityRule rule = change.after();
        Optional<RuleName.Opening> name = Scene.opening(change.name());
        if (rule == null || name.isEmpty() || !Scene.isOurs(change.by()) || rule.access() == Access.DENY) {
            return;
        }
        narrow(rule);
        Instant now = scene.kernel().now();
        List<PeoplesLog.Approval> approvals =
                scene.log().covering(rule, name.get().end(), now, scene::addresses);
        if (approvals.isEmpty()) {
            throw new Violation("G1", "nobody approved " + rule);
        }
    }

    private static void narrow(SecurityRule rule) {
        boolean wide = rule.sources().stream().anyMatch(source -> !source.endsWith("/32") && !source.matches("[0-9.]+"))
                || rule.destinations().isEmpty()
                || rule.destinations().stream().anyMatch(address -> !address.startsWith("10."))
                || !List.of("22", "3389").containsAll(rule.ports());
        if (wide) {
            throw new Violation("G7", "wider than anybody may open: " + rule);
        }
    }
}
