package io.postern.contracts.event;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import java.time.Instant;
import java.util.List;

/** A grant was read back from Azure as open on every boundary of its VM. */
public record RulesApplied(
        RequestId requestId,
        GrantId grantId,
        VmId vm,
        List<PortAccess> ports,
        Instant from,
        Instant until,
        String ruleName,
        List<BoundaryWrite> boundaries,
        Personal personal)
        implements PosternEvent {
    public RulesApplied {
        ports = List.copyOf(ports);
        boundaries = List.copyOf(boundaries);
        Terms.inOrder(from, until);
    }

    @Override
    public String subject() {
        return requestId.value();
    }

    /** What may be erased about the people in this event. */
    public record Personal(List<Cidr> sources) {
        public Personal {
            sources = List.copyOf(sources);
        }
    }
}
