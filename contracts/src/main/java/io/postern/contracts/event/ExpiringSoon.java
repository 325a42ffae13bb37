package io.postern.contracts.event;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;

/** The time of a grant is nearly up, and nothing longer has taken its place so far. */
public record ExpiringSoon(RequestId requestId, GrantId grantId, Instant until) implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }
}
