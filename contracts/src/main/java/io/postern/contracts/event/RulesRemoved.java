package io.postern.contracts.event;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.time.Instant;
import java.util.List;

/** A grant was read back from Azure as gone from every boundary. No new connections; open sessions are not cut. */
public record RulesRemoved(
        RequestId requestId,
        GrantId grantId,
        VmId vm,
        String ruleName,
        Instant until,
        CloseReason reason,
        List<BoundaryWrite> boundaries)
        implements PosternEvent {
    public RulesRemoved {
        boundaries = List.copyOf(boundaries);
    }

    @Override
    public String subject() {
        return requestId.value();
    }
}
