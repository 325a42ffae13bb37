package io.postern.request.app;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.Caller;
import io.postern.request.domain.CoveredVm;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.PolicyChange;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.PolicyRefusal;
import io.postern.request.domain.PolicyRules;
import io.postern.request.domain.PolicyWorld;
import io.postern.request.domain.Preconditions;
import io.postern.request.domain.VmPolicy;
import java.util.List;
import java.util.Optional;

/** Says what a policy says of one VM, and touches no other: in the policy it is in, or in the default one. */
public final class PutVmPolicy {
    private final PolicyDesk desk;

    public PutVmPolicy(PolicyDesk desk) {
        this.desk = desk;
    }

    /** A firewall's address that the policy names for this VM stays. */
    public VmPolicyWritten put(
            VmId vm, List<PortLimit> ports, AccessConditions conditions, Preconditions preconditions, Caller caller) {
        if (desk.refuses(caller, "put-vm-policy", "VM " + vm)) {
            return new VmPolicyWritten.Refused(List.of(PolicyDesk.notEntitled()));
        }
        return desk.transaction().call(() -> {
            desk.policies().lock(List.of(vm.subscription()));
            Optional<CoveredVm> present = desk.policies().ofVm(vm);
            PolicyWorld world = desk.world(List.of(vm));
            String firewall =
                    present.map(covered -> covered.rules().publicIpAddress()).orElse(null);
            VmPolicy wanted = new VmPolicy(vm, ports, conditions, firewall);
            Optional<PolicyId> home = present.map(CoveredVm::policy)
                    .or(() -> Optional.ofNullable(world.inventory().get(vm))
                            .map(known -> PolicyId.defaultOf(known.vm(), known.location())));
            return home.map(id -> write(id, wanted, present, world, preconditions, caller))
                    .orElseGet(() -> new VmPolicyWritten.Refused(List.of(PolicyWorld.unknown(vm))));
        });
    }

    private VmPolicyWritten write(
            PolicyId id,
            VmPolicy wanted,
            Optional<CoveredVm> present,
            PolicyWorld world,
            Preconditions preconditions,
            Caller caller) {
        List<PolicyRefusal> flaws = PolicyRules.flaws(id, wanted);
        if (!flaws.isEmpty()) {
            return new VmPolicyWritten.Refused(flaws);
        }
        if (!preconditions.hold(present.map(CoveredVm::etag))) {
            return new VmPolicyWritten.PreconditionFailed();
        }
        List<VmPolicy> spelt = world.spelt(List.of(wanted));
        List<PolicyRefusal> conflicts = world.conflicts(id, spelt);
        if (!conflicts.isEmpty()) {
            return new VmPolicyWritten.Refused(conflicts);
        }
        PolicyChange change = PolicyChange.to(
                id, spelt, present.map(CoveredVm::rules).stream().toList(), caller.id());
        if (!change.isEmpty()) {
            Optional<JitPolicy> head = desk.policies().head(id);
            desk.record(
                    head.map(JitPolicy::id).orElse(id),
                    head.map(JitPolicy::kind).orElse(JitPolicy.BASIC),
                    change);
        }
        return new VmPolicyWritten.Stored(desk.policies().ofVm(wanted.vm()).orElseThrow(), present.isEmpty());
    }
}
