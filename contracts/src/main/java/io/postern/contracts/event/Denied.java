package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.util.List;

/** A request will not be opened, for this reason. */
public record Denied(
        RequestId requestId,
        String reason,
        String detail,
        List<PersonId> deciders,
        String policyRule,
        String policyVersion)
        implements PosternEvent {
    public Denied {
        deciders = List.copyOf(deciders);
    }

    @Override
    public String subject() {
        return requestId.value();
    }
}
