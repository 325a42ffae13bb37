package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request will not be opened, for this reason.
 *
 * @param extension which extension of the request is denied, from 1; null for the request itself
 */
public record Denied(
        RequestId requestId,
        String reason,
        String detail,
        List<PersonId> deciders,
        String policyRule,
        String policyVersion,
        @Nullable Integer extension)
        implements PosternEvent {
    public Denied {
        deciders = List.copyOf(deciders);
    }

    /** The denial of a request itself. */
    public Denied(
            RequestId requestId,
            String reason,
            String detail,
            List<PersonId> deciders,
            String policyRule,
            String policyVersion) {
        this(requestId, reason, detail, deciders, policyRule, policyVersion, null);
    }

    @Override
    public String subject() {
        return requestId.value();
    }
}
