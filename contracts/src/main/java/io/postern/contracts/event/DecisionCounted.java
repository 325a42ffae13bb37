package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * A verdict of an entitled approver counts towards the decision.
 *
 * @param extension which extension of the request it is about, from 1; null for the request itself
 * @param narrowed on which terms the approver agrees; null when on those asked for
 * @param through the bot that brought the verdict; null when the approver came in person
 */
public record DecisionCounted(
        RequestId requestId,
        PersonId approver,
        Verdict verdict,
        int counted,
        int needed,
        @Nullable Integer extension,
        @Nullable Narrowing narrowed,
        @Nullable String through,
        Personal personal)
        implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }

    /** What may be erased about the people in this event. */
    public record Personal(String approverName, String comment) {}
}
