package io.postern.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import java.time.Instant;
import java.util.List;

/**
 * A grant was read back from Azure as open on every boundary of its VM.
 *
 * @param mappedPorts where its ports are reached from outside when the VM stands behind a firewall; else empty
 */
public record RulesApplied(
        RequestId requestId,
        GrantId grantId,
        VmId vm,
        List<PortAccess> ports,
        Instant from,
        Instant until,
        String ruleName,
        List<BoundaryWrite> boundaries,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MappedPort> mappedPorts,

        Personal personal)
        implements PosternEvent {
    public RulesApplied {
        ports = List.copyOf(ports);
        boundaries = List.copyOf(boundaries);
        // NB. null in the events of a time when nothing stood behind a firewall
        mappedPorts = mappedPorts == null ? List.of() : List.copyOf(mappedPorts);
        Terms.inOrder(from, until);
    }

    /** Of a VM that is reached at its own addresses. */
    public RulesApplied(
            RequestId requestId,
            GrantId grantId,
            VmId vm,
            List<PortAccess> ports,
            Instant from,
            Instant until,
            String ruleName,
            List<BoundaryWrite> boundaries,
            Personal personal) {
        this(requestId, grantId, vm, ports, from, until, ruleName, boundaries, List.of(), personal);
    }

    @Override
    public String subject() {
        return requestId.value();
    }

    /** A port of the VM, and the address and port of a firewall that lead to it. */
    public record MappedPort(PortAccess port, String address, Port mapped) {}

    /** What may be erased about the people in this event. */
    public record Personal(List<Cidr> sources) {
        public Personal {
            sources = List.copyOf(sources);
        }
    }
}
