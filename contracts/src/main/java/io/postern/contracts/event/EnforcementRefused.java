package io.postern.contracts.event;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import org.jspecify.annotations.Nullable;

/** The enforcer will not open an approved request or one of its grants. */
public record EnforcementRefused(
        RequestId requestId,
        @Nullable GrantId grantId,
        @Nullable VmId vm,
        String reason,
        String detail) implements PosternEvent {
    @Override
    public String subject() {
        return requestId.value();
    }
}
