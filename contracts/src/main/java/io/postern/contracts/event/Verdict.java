package io.postern.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an approver says. */
public enum Verdict {
    @JsonProperty("approve")
    APPROVE,
    @JsonProperty("deny")
    DENY
}
