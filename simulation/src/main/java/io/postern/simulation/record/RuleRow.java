package io.postern.simulation.record;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.simulation.world.Surroundings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule of ours on record. */
public record RuleRow(
        BoundaryId boundary,
        OwnRule rule,
        boolean live,
        @Nullable String correlationId) {
    public static String key(BoundaryId boundary, String name) {
        return boundary.key() + " " + name;
    }

    /** The grant of an opening with that key. */
    static Optional<String> grantOf(String key) {
        return RuleName.parse(Surroundings.INSTANCE, key.substring(key.lastIndexOf(' ') + 1))
                .filter(RuleName.Opening.class::isInstance)
                .map(name -> ((RuleName.Opening) name).grant().value());
    }

    /** Its grant; of a baseline there is none. */
    String grant() {
        return rule.name() instanceof RuleName.Opening opening ? opening.grant().value() : "";
    }

    RuleRow with(OwnRule changed, boolean isLive) {
        return new RuleRow(boundary, changed, isLive, correlationId);
    }
}
