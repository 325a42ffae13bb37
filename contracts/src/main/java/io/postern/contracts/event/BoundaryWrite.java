package io.postern.contracts.event;

import io.postern.contracts.id.BoundaryId;
import org.jspecify.annotations.Nullable;

/** Where a rule stood, and the ids that tie it to Azure's own activity log. */
public record BoundaryWrite(
        BoundaryId boundary, int priority, @Nullable String correlationId) {}
