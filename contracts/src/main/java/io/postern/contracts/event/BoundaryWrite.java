package io.postern.contracts.event;

import io.postern.contracts.id.NsgId;
import org.jspecify.annotations.Nullable;

/** Where a rule stood, and the ids that tie it to Azure's own activity log. */
public record BoundaryWrite(
        NsgId boundary, int priority, @Nullable String correlationId) {}
