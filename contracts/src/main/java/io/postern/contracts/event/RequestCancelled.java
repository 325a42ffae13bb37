package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;

/** The requester withdrew a request before it was open. */
public record RequestCancelled(RequestId requestId, PersonId cancelledBy) implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }
}
