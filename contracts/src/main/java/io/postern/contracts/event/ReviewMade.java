package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;

/** Somebody entitled looked at an emergency access afterwards, and found it justified or not. */
public record ReviewMade(RequestId requestId, PersonId reviewer, boolean justified, Personal personal)
        implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }

    /** What may be erased about the people in this event. */
    public record Personal(String reviewerName, String comment) {}
}
