package io.postern.request.domain;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.RulesApplied;
import io.postern.contracts.event.RulesRemoved;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.PortAccess;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this service has heard of one grant: one VM, one protocol, one address family. */
public record Grant(
        GrantId id,
        VmId vm,
        List<PortAccess> ports,
        GrantState state,
        @Nullable CloseReason reason,
        @Nullable Instant until,
        @Nullable String ruleName) {
    public Grant {
        ports = List.copyOf(ports);
    }

    static Grant opened(RulesApplied fact) {
        return new Grant(fact.grantId(), fact.vm(), fact.ports(), GrantState.OPEN, null, fact.until(), fact.ruleName());
    }

    /** A grant whose opening was never heard of. */
    static Grant gone(RulesRemoved fact) {
        return new Grant(
                fact.grantId(), fact.vm(), List.of(), GrantState.CLOSED, fact.reason(), fact.until(), fact.ruleName());
    }

    static Grant refused(GrantId id, VmId vm) {
        return new Grant(id, vm, List.of(), GrantState.REFUSED, null, null, null);
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

    private Grant with(GrantState next, @Nullable CloseReason because) {
        return new Grant(id, vm, ports, next, because, until, ruleName);
    }
}
