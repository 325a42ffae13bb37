package io.postern.contracts.event;

import io.postern.contracts.id.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Nobody decided in time.
 *
 * @param extension which extension of the request lapsed, from 1; null for the request itself
 */
public record Lapsed(RequestId requestId, @Nullable Integer extension, String policyRule, String policyVersion)
        implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }
}
