package io.postern.simulation.record;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.OwnRule;
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

    RuleRow with(OwnRule changed, boolean isLive) {
        return new RuleRow(boundary, changed, isLive, correlationId);
    }
}
