package io.postern.policy.rule;

import org.jspecify.annotations.Nullable;

/** One rule: when it holds, and what then. */
public sealed interface Rule {
    String name();

    When when();

    /** Forbids, whatever others say. */
    record Deny(String name, When when, String text) implements Rule {}

    /**
     * Approves, requires something, or both.
     *
     */
    record Grant(
            String name,
            When when,
            @Nullable Approval approval,
            @Nullable Requirements requirements) implements Rule {
        public Grant {
            if (approval == null && requirements == null) {
                throw new IllegalArgumentException("a rule does something");
            }
        }
    }
}
