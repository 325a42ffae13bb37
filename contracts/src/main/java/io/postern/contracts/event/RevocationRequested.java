package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;

/** Somebody entitled to asked for an early end. The port is shut only once RulesRemoved says so. */
public record RevocationRequested(RequestId requestId, PersonId requestedBy, CloseReason reason, Personal personal)
        implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }

    /** What may be erased about the people in this event. */
    public record Personal(String name, String comment) {}
}
