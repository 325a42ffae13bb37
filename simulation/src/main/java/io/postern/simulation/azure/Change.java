package io.postern.simulation.azure;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.nsg.SecurityRule;
import org.jspecify.annotations.Nullable;

/** What became of one rule: put there, changed or taken away, and by whom. */
public record Change(
        BoundaryId boundary,
        String name,
        @Nullable SecurityRule before,
        @Nullable SecurityRule after,
        String by) {}
