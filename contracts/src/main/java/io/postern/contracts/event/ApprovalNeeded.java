package io.postern.contracts.event;

import io.postern.contracts.id.RequestId;
import java.util.List;

/** No rule approves this request by itself: so many distinct members of these groups must. */
public record ApprovalNeeded(
        RequestId requestId, int approvals, List<String> approverGroups, String policyRule, String policyVersion)
        implements PosternEvent {
    public ApprovalNeeded {
        approverGroups = List.copyOf(approverGroups);
    }

    @Override
    public String subject() {
        return requestId.value();
    }
}
