package io.postern.contracts.event;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;

/** The time of a grant is up. It does not say that the port is shut. */
public record Expired(RequestId requestId, GrantId grantId, Instant until) implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }
}
