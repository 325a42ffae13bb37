package io.postern.request.domain;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesApplied.MappedPort;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What this service has heard of one grant: one VM, one protocol, one address family.
 *
 * @param from since when it is open; null when that was never heard of
 * @param mappedPorts where its ports were reached from outside when it opened, if the VM stands behind a firewall
 */
public record Grant(
        GrantId id,
        VmId vm,
        List<PortAccess> ports,
        GrantState state,
        @Nullable CloseReason reason,
        @Nullable Instant until,
        @Nullable String ruleName,
        @Nullable Instant from,
        @Nullable AddressFamily family,
        List<MappedPort> mappedPorts) {
    public Grant {
        ports = List.copyOf(ports);
        mappedPorts = List.copyOf(mappedPorts);
    }

    static Grant opened(RulesApplied fact) {
        return new Grant(
                fact.grantId(),
                fact.vm(),
                fact.ports(),
                GrantState.OPEN,
                null,
                fact.until(),
                fact.ruleName(),
                fact.from(),
                fact.personal().sources().stream().map(Cidr::family).findFirst().orElse(null),
                fact.mappedPorts());
    }

    /** A grant whose opening was never heard of. */
    static Grant gone(RulesRemoved fact) {
        return new Grant(
                fact.grantId(),
                fact.vm(),
                List.of(),
                GrantState.CLOSED,
                fact.reason(),
                fact.until(),
                fact.ruleName(),
                null,
                null,
                List.of());
    }

    static Grant refused(GrantId id, VmId vm) {
        return new Grant(id, vm, List.of(), GrantState.REFUSED, null, null, null, null, null, List.of());
    }

    /** How its ports are reached through a firewall: as long as it is open, for the same ones lead elsewhere afterwards. */
    public List<MappedPort> ways() {
        return state == GrantState.OPEN ? mappedPorts : List.of();
    }

    /** Its time is up or somebody ended it, but the rule has not been seen to be gone. */
    Grant closing() {
        return state == GrantState.OPEN ? with(GrantState.CLOSING, reason) : this;
    }

    Grant closed(CloseReason because) {
        return state == GrantState.CLOSED ? this : with(GrantState.CLOSED, because);
    }

    /** The grant as it stands at an instant: past its end it is no longer called open. */
    Grant at(Instant now) {
        return until != null && !now.isBefore(until) ? closing() : this;
    }

    /** Whether another grant has taken the place of this one, or is about to: the access itself goes on. */
    boolean supersededAmong(List<Grant> grants) {
        return reason == CloseReason.EXTENDED || grants.stream().anyMatch(this::gaveWayTo);
    }

    private boolean gaveWayTo(Grant other) {
        return other.state == GrantState.OPEN
                && other.vm.equals(vm)
                && Objects.equals(protocol(), other.protocol())
                && Objects.equals(family, other.family)
                && until != null
                && other.until != null
                && until.isBefore(other.until);
    }

    /** All ports of a grant are of one protocol. */
    private @Nullable Protocol protocol() {
        return ports.isEmpty() ? null : ports.getFirst().protocol();
    }

    private Grant with(GrantState next, @Nullable CloseReason because) {
        return new Grant(id, vm, ports, next, because, until, ruleName, from, family, mappedPorts);
    }
}
