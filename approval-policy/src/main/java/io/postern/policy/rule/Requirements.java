package io.postern.policy.rule;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a request must bring, and what holds while it waits. Null and 0 ask for nothing.
 *
 * @param patience how long people have to answer
 */
public record Requirements(
        @Nullable Wording ticket,
        int minLength,
        @Nullable Wording justification,
        @Nullable Duration maxDuration,
        @Nullable Duration patience,
        @Nullable Risk risk) {}
