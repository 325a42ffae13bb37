package io.postern.request.app;

import io.postern.request.domain.Caller;
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

/** Makes a policy, or replaces it whole: VMs that are not named leave it. */
public final class PutPolicy {
    private final PolicyDesk desk;

    public PutPolicy(PolicyDesk desk) {
        this.desk = desk;
    }

    public PolicyWritten put(
            PolicyId id, String kind, List<VmPolicy> wanted, Preconditions preconditions, Caller caller) {
        if (desk.refuses(caller, "put-policy", "policy " + id)) {
            return new PolicyWritten.Refused(List.of(PolicyDesk.notEntitled()));
        }
        List<PolicyRefusal> flaws = PolicyRules.flaws(id, kind, wanted);
        if (!flaws.isEmpty()) {
            return new PolicyWritten.Refused(flaws);
        }
        return desk.transaction().call(() -> {
            desk.policies().lock(List.of(id.subscription()));
            Optional<JitPolicy> present = desk.policies().find(id);
            return preconditions.hold(present.map(JitPolicy::etag))
                    ? write(present.map(JitPolicy::id).orElse(id), kind, wanted, present, caller)
                    : new PolicyWritten.PreconditionFailed();
        });
    }

    private PolicyWritten write(
            PolicyId id, String kind, List<VmPolicy> wanted, Optional<JitPolicy> present, Caller caller) {
        PolicyWorld world = desk.world(wanted.stream().map(VmPolicy::vm).toList());
        List<PolicyRefusal> conflicts = world.conflicts(id, wanted);
        if (!conflicts.isEmpty()) {
            return new PolicyWritten.Refused(conflicts);
        }
        PolicyChange change = PolicyChange.to(
                id, world.spelt(wanted), present.map(JitPolicy::vms).orElse(List.of()), caller.id());
        boolean sameKind = present.filter(policy -> policy.kind().equals(kind)).isPresent();
        if (!change.isEmpty() || !sameKind) {
            desk.record(id, kind, change);
        }
        return new PolicyWritten.Stored(desk.policies().find(id).orElseThrow(), present.isEmpty());
    }
}
