package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postern.contracts.event.Verdict;

/** What an approver sends. */
public record DecisionBody(
        @JsonProperty(required = true) Verdict verdict,
        @JsonProperty(required = true) String reason) {
    private static final int LONGEST_REASON = 500;

    public DecisionBody {
        if (verdict == null) {
            throw new IllegalArgumentException("a verdict is \"approve\" or \"deny\"");
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("a reason has 1 to " + LONGEST_REASON + " characters");
        }
        if (reason.codePoints().anyMatch(DecisionBody::unfit)) {
            throw new IllegalArgumentException("a reason is plain text, without control characters");
        }
    }

    /** What a database refuses to keep (NUL, half a character), or a terminal would obey. */
    private static boolean unfit(int c) {
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return half || Character.isISOControl(c) && c != '\n' && c != '\t';
    }
}
