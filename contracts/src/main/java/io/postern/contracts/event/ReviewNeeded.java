package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.List;

/** Somebody broke the glass: a member of these groups has to look at it, before the requester may do it again. */
public record ReviewNeeded(
        RequestId requestId,
        PersonId requester,
        List<String> reviewerGroups,
        Instant dueAt,
        String policyRule,
        String policyVersion)
        implements PosternEvent {
    public ReviewNeeded {
        reviewerGroups = List.copyOf(reviewerGroups);
    }

    @Override
    public String subject() {
        return requestId.value();
    }
}
