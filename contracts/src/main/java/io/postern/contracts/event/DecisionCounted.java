package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * A verdict of an entitled approver counts towards the decision.
 *
 * @param extension which extension of the request it is about, from 1; null for the request itself
 * @param through the bot that brought the verdict; null when the approver came in person
 */
public record DecisionCounted(
        RequestId requestId,
        PersonId approver,
        Verdict verdict,
        int counted,
        int needed,
        @Nullable Integer extension,
        @Nullable String through,
        Personal personal)
        implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }

    /**
     * What may be erased about the people in this event.
     *
     * @param narrowed on which terms the approver agrees, addresses among them; null when on those asked for
     */
    public record Personal(
            String approverName, String comment, @Nullable Narrowing narrowed) {
        /** An approver who agrees to all that was asked for, or to nothing. */
        public Personal(String approverName, String comment) {
            this(approverName, comment, null);
        }
    }
}
