package io.postern.simulation.oracle;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.kernel.Owner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A7: a write that is carried out once more, however late, changes nothing. By one name an opening is always the same rule,
 * whoever writes it and why; it may only stand at another place.
 */
public final class Repeats extends Judge {
    private final Map<String, List<Object>> written = new HashMap<>();

    @Override
    public void carried(Owner who, Ask ask, BoundaryId boundary, RuleChange change) {
        SecurityRule rule = change.rule();
        if (rule == null || Scene.opening(change.name()).isEmpty()) {
            return;
        }
        List<Object> said = List.of(
                rule.access(),
                rule.inbound(),
                rule.protocol(),
                rule.sources(),
                rule.sourcePorts(),
                rule.destinations(),
                rule.ports(),
                rule.description());
        List<Object> before = written.putIfAbsent(boundary.key() + " " + change.name(), said);
        if (before != null && !before.equals(said)) {
            throw new Violation("A7", who.name() + " writes " + rule + ", which was " + before + " before");
        }
    }
}
