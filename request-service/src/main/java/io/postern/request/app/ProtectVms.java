package io.postern.request.app;

import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.Caller;
import io.postern.request.domain.KnownVm;
import io.postern.request.domain.Protection;
import io.postern.request.domain.Protection.Outcome;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts VMs under their default JIT policy: all that can be, in one transaction, one event a VM. */
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
        return Optional.of(transaction.call(() -> decide(ids, caller)));
    }

    private Map<VmId, Outcome> decide(List<VmId> ids, Caller caller) {
        Map<VmId, KnownVm> known = vms.find(ids);
        Map<VmId, Outcome> outcomes = new LinkedHashMap<>();
        ids.forEach(id -> outcomes.put(id, protection.protect(Optional.ofNullable(known.get(id)), caller.id())));
        // One order of VMs for everybody: two calls over the same ones wait for each other instead of deadlocking.
        List<VmId> ordered = outcomes.keySet().stream()
                .sorted(Comparator.comparing(VmId::key))
                .toList();
        ordered.forEach(id -> outcomes.computeIfPresent(id, (_, outcome) -> keep(outcome)));
        return outcomes;
    }

    private Outcome keep(Outcome outcome) {
        if (outcome instanceof Outcome.Changed(var event)) {
            if (!policies.add(event)) {
                return new Outcome.AlreadyProtected();
            }
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
