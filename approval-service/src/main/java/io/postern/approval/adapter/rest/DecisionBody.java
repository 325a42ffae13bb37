package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an approver sends.
 *
 * @param narrow what they take away from what was asked for
 * @param requestDigest what they were shown, as the list gives it; a verdict on anything else does not count then
 */
public record DecisionBody(
        @JsonProperty(required = true) Verdict verdict,
        @JsonProperty(required = true) String reason,
        @Nullable Narrowing narrow,
        @Nullable String requestDigest) {
    private static final int MOST = 50;

    public DecisionBody {
        if (verdict == null) {
            throw new IllegalArgumentException("a verdict is \"approve\" or \"deny\"");
        }
        if (verdict == Verdict.DENY && narrow != null) {
            throw new IllegalArgumentException("who denies leaves nothing to narrow");
        }
        if (narrow != null && (isTooLong(narrow.ports()) || isTooLong(narrow.sources()))) {
            throw new IllegalArgumentException("who narrows names at most " + MOST + " ports and " + MOST + " sources");
        }
        PlainText.check("a reason", reason);
    }

    private static boolean isTooLong(@Nullable List<?> named) {
        return named != null && named.size() > MOST;
    }
}
