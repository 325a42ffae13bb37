package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;

/** A verdict of an entitled approver counts towards the decision. */
public record DecisionCounted(
        RequestId requestId, PersonId approver, Verdict verdict, int counted, int needed, Personal personal)
        implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }

    /** What may be erased about the people in this event. */
    public record Personal(String approverName, String comment) {}
}
