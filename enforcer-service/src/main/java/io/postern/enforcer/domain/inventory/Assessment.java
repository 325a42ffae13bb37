package io.postern.enforcer.domain.inventory;

import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.NsgId;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.boundary.Machine;
import io.postern.enforcer.domain.nsg.EffectiveAccess;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges whether just-in-time access holds on a VM, from what its boundaries really do. */
public final class Assessment {
    private final String instance;

    public Assessment(String instance) {
        this.instance = instance;
    }

    public VmAssessed of(Snapshot vm, List<PortAccess> protectedPorts, Map<NsgId, ObservedNsg> seen) {
        Optional<String> unsupported = vm.unsupported();
        if (unsupported.isPresent()) {
            return judged(vm, JitStatus.UNSUPPORTED, unsupported.get());
        }
        if (protectedPorts.isEmpty()) {
            return judged(vm, JitStatus.NOT_CONFIGURED, null);
        }
        for (NsgId boundary : vm.boundaries()) {
            ObservedNsg nsg = seen.get(boundary);
            if (nsg == null) {
                return judged(vm, JitStatus.NOT_CONFIGURED, "nsg-not-readable");
            }
            Machine machine = vm.behind(boundary, protectedPorts);
            if (EffectiveAccess.opener(nsg, machine.baseline(), this::isForeign).isPresent()) {
                return judged(vm, JitStatus.BYPASSED, "foreign-allow");
            }
            if (!EffectiveAccess.blocks(nsg, machine.baseline(), this::isForeign)) {
                return judged(vm, JitStatus.NOT_CONFIGURED, "baseline-pending");
            }
        }
        return judged(vm, JitStatus.PROTECTED, null);
    }

    private boolean isForeign(SecurityRule rule) {
        return RuleName.parse(instance, rule.name()).isEmpty();
    }

    private static VmAssessed judged(Snapshot vm, JitStatus status, @Nullable String reason) {
        return new VmAssessed(vm.vm(), vm.location(), vm.os(), vm.interfaces(), status, reason, null, null);
    }
}
