package io.postern.request.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish to keep an access for longer, as it came in: so much longer than it would last, or until then.
 *
 * @param justification null: what was said when the access was asked for still holds
 */
public record Extending(
        Caller caller,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        @Nullable String justification) {}
