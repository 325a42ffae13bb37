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

/**
 * What was approved for one VM, one protocol and one address family. Either a duration or an end, never past notAfter.
 *
 * @param extended the grant that was given first, when this one makes its access last longer; else null
 */
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
        Instant notAfter,
        @Nullable GrantId extended) {
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

    /** What was approved with the request itself. */
    public GrantTerms(
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
        this(id, request, vm, protocol, family, ports, sources, duration, endsAt, notAfter, null);
    }

    /** The same, to follow on from grants of a line. */
    public GrantTerms extending(GrantId first) {
        return new GrantTerms(id, request, vm, protocol, family, ports, sources, duration, endsAt, notAfter, first);
    }

    /** The first grant of the line that this one belongs to; most lines are one grant long. */
    public GrantId line() {
        return extended == null ? id : extended;
    }

    public boolean isExtension() {
        return extended != null;
    }

    /** Whether the other grant is about the same VM, protocol and address family, on any ports from anywhere. */
    public boolean isLike(GrantTerms other) {
        return vm.equals(other.vm) && protocol == other.protocol && family == other.family;
    }

    /** Whether these terms let nobody in whom the other do not, and nowhere else. */
    public boolean isWithin(GrantTerms other) {
        return isLike(other)
                && other.ports.containsAll(ports)
                && sources.stream().allMatch(source -> other.sources.stream().anyMatch(held -> held.contains(source)));
    }

    /** The ports in the form that events carry. */
    public List<PortAccess> access() {
        return ports.stream().map(port -> new PortAccess(port, protocol)).toList();
    }
}
