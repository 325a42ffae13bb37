package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postern.contracts.event.Verdict;

/** What an approver sends. */
public record DecisionBody(
        @JsonProperty(required = true) Verdict verdict,
        @JsonProperty(required = true) String reason) {
    public DecisionBody {
        if (verdict == null) {
            throw new IllegalArgumentException("a verdict is \"approve\" or \"deny\"");
        }
        PlainText.check("a reason", reason);
    }
}
