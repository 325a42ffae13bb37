package io.postern.request.app;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.Caller;
import io.postern.request.domain.KnownVm;
import io.postern.request.domain.Protection;
import io.postern.request.domain.Protection.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts VMs under their default JIT policy. */
public final class ProtectVms {
    private final Transaction transaction;
    private final Vms vms;
    private final JitPolicies policies;
    private final Events events;
    private final Protection protection;

    public ProtectVms(Transaction transaction, Vms vms, JitPolicies policies, Events events, Protection protection) {
        this.transaction = transaction;
        this.vms = vms;
        this.policies = policies;
        this.events = events;
        this.protection = protection;
    }

    /** What became of each VM; empty when the caller may not configure. */
    public Optional<Map<VmId, Outcome>> protect(List<VmId> ids, Caller caller) {
        if (!caller.has(Caller.CONFIGURE)) {
            transaction.call(() -> refuse(caller));
            return Optional.empty();
        }
        Map<VmId, Outcome> outcomes = new LinkedHashMap<>();
        for (VmId id : ids) {
            outcomes.put(id, transaction.call(() -> protect(id, caller)));
        }
        return Optional.of(outcomes);
    }

    private Outcome protect(VmId id, Caller caller) {
        Optional<KnownVm> vm = Optional.ofNullable(vms.find(List.of(id)).get(id));
        var current = vm.map(known -> policies.lock(Protection.policyOf(known))).orElse(List.of());
        // Read again under the lock: somebody may have protected the VM in between.
        Optional<KnownVm> locked = vm.map(known -> vms.find(List.of(id)).get(id));
        Outcome outcome = protection.protect(locked, current, caller.id());
        if (outcome instanceof Outcome.Changed(var event)) {
            policies.save(event);
            events.append(event);
        }
        return outcome;
    }

    private Caller refuse(Caller caller) {
        events.append(new AttemptRefused(
                "virtual-machines",
                caller.id(),
                "protect",
                "not-entitled",
                "The role " + Caller.CONFIGURE + " is needed."));
        return caller;
    }
}
