package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.approval.domain.ApprovalCase;
import io.postern.approval.domain.Humans;
import io.postern.contracts.event.DecisionCounted;
import io.postern.contracts.id.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands after a verdict. With enough approvals it stays pending until the rights are checked once more.
 *
 * @param extension which extension was decided on; null for the request itself
 * @param hint what stands in the way although enough people agree
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionAnswer(
        String requestId,
        @Nullable Integer extension,
        String state,
        int counted,
        int needed,
        @Nullable String hint) {
    static final String NO_OVERLAP = "The approvals do not overlap: what one allows another takes away. Somebody has"
            + " to approve again, with less taken away.";

    static DecisionAnswer pending(ApprovalCase.Pending pending, Humans humans) {
        return new DecisionAnswer(
                pending.key().request().value(),
                pending.key().number(),
                "pending",
                pending.filled(humans),
                pending.need().places(),
                pending.agreed(humans).isEmpty() ? NO_OVERLAP : null);
    }

    static DecisionAnswer denied(RequestId request, DecisionCounted no) {
        return new DecisionAnswer(request.value(), no.extension(), "denied", no.counted(), no.needed(), null);
    }
}
