package io.postern.portal.domain.approval;

import org.jspecify.annotations.Nullable;

/** Where a request stands after an answer. */
public record Outcome(
        String state, int counted, int needed, @Nullable String hint) {}
