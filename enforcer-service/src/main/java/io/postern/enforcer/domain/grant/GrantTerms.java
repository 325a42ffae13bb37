package io.postern.enforcer.domain.grant;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was approved for one VM, one protocol and one address family. Either a duration or an end, never past notAfter. */
public record GrantTerms(
        GrantId id,
        RequestId request,
        VmId vm,
        Protocol protocol,
        AddressFamily family,
        List<Port> ports,
        List<Cidr> sources,
        @Nullable Duration duration,
        @Nullable Instant endsAt,
        Instant notAfter) {
    public GrantTerms {
        ports = ports.stream().distinct().sorted().toList();
        sources = sources.stream().distinct().toList();
        if (ports.isEmpty() || sources.isEmpty()) {
            throw new IllegalArgumentException("a grant names ports and sources");
        }
        if ((duration == null) == (endsAt == null)) {
            throw new IllegalArgumentException("a grant has either a duration or an end");
        }
    }

    /** The ports in the form that events carry. */
    public List<PortAccess> access() {
        return ports.stream().map(port -> new PortAccess(port, protocol)).toList();
    }
}
