package io.postern.request.app;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.Caller;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.KnownVm;
import io.postern.request.domain.PolicyChange;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.Protection;
import io.postern.request.domain.Protection.Extent;
import io.postern.request.domain.Protection.Outcome;
import io.postern.request.domain.VmPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts VMs under their default JIT policy: all that can be, in one transaction, one event a VM. */
public final class ProtectVms {
    private final PolicyDesk desk;
    private final Protection protection;

    public ProtectVms(PolicyDesk desk, Protection protection) {
        this.desk = desk;
        this.protection = protection;
    }

    /** What became of each VM; empty when the caller may not configure. */
    public Optional<Map<VmId, Outcome>> protect(List<VmId> ids, Extent extent, Caller caller) {
        if (desk.refuses(caller, "protect", ids.size() + " VMs")) {
            return Optional.empty();
        }
        return Optional.of(desk.transaction().call(() -> decide(ids, extent, caller.id())));
    }

    private Map<VmId, Outcome> decide(List<VmId> ids, Extent extent, PersonId by) {
        desk.policies().lock(ids.stream().map(VmId::subscription).toList());
        Map<VmId, KnownVm> known = desk.vms().find(ids);
        Map<VmId, PolicyId> homes = desk.policies().homes(ids);
        Map<VmId, Outcome> outcomes = new LinkedHashMap<>();
        Map<PolicyId, List<VmPolicy>> additions = new LinkedHashMap<>();
        for (VmId id : ids) {
            Outcome outcome = homes.containsKey(id)
                    ? new Outcome.AlreadyProtected()
                    : protection.protect(Optional.ofNullable(known.get(id)), extent);
            if (outcomes.putIfAbsent(id, outcome) == null && outcome instanceof Outcome.Protected(var policy, var vm)) {
                additions.computeIfAbsent(policy, _ -> new ArrayList<>()).add(vm);
            }
        }
        additions.forEach((policy, vms) -> add(policy, vms, by));
        return outcomes;
    }

    private void add(PolicyId id, List<VmPolicy> vms, PersonId by) {
        Optional<JitPolicy> head = desk.policies().head(id);
        vms.sort(Comparator.comparing(vm -> vm.vm().key()));
        PolicyId spelt = head.map(JitPolicy::id).orElse(id);
        desk.record(
                spelt, head.map(JitPolicy::kind).orElse(JitPolicy.BASIC), PolicyChange.to(spelt, vms, List.of(), by));
    }
}
