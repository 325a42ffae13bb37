package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * A verdict does not count.
 *
 * @param approver who said it; null when that is not proven
 * @param through the bot that brought it; null when the approver came in person
 * @param reason a word for machines, such as {@code own-request} or {@code not-an-approver}
 * @param detail a sentence that says what to do
 */
public record DecisionRejected(
        RequestId requestId,
        @Nullable Integer extension,
        @Nullable PersonId approver,
        @Nullable String through,
        String reason,
        String detail)
        implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }
}
