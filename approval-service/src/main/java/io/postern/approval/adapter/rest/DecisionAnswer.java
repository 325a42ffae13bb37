package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.approval.domain.ApprovalCase;

/** Where a request stands after a verdict. With enough approvals it stays pending until the rights are checked once more. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionAnswer(String requestId, String state, int counted, int needed) {

    static DecisionAnswer pending(ApprovalCase.Pending pending) {
        return new DecisionAnswer(
                pending.request().requestId().value(),
                "pending",
                pending.decisions().size(),
                pending.need().approvals());
    }
}
