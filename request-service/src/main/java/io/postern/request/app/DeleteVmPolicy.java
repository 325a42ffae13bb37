package io.postern.request.app;

import io.postern.contracts.id.VmId;
import io.postern.request.domain.Caller;
import io.postern.request.domain.CoveredVm;
import io.postern.request.domain.PolicyChange;
import io.postern.request.domain.Preconditions;
import java.util.List;
import java.util.Optional;

/** Takes one VM out of its policy; the last one takes the policy with it. */
public final class DeleteVmPolicy {
    private final PolicyDesk desk;

    public DeleteVmPolicy(PolicyDesk desk) {
        this.desk = desk;
    }

    public PolicyRemoved delete(VmId vm, Preconditions preconditions, Caller caller) {
        if (desk.refuses(caller, "delete-vm-policy", "VM " + vm)) {
            return new PolicyRemoved.Refused(List.of(PolicyDesk.notEntitled()));
        }
        return desk.transaction().call(() -> {
            desk.policies().lock(List.of(vm.subscription()));
            Optional<CoveredVm> present = desk.policies().ofVm(vm);
            return preconditions.hold(present.map(CoveredVm::etag))
                    ? present.map(covered -> takeOut(covered, caller)).orElseGet(PolicyRemoved.WasNotThere::new)
                    : new PolicyRemoved.PreconditionFailed();
        });
    }

    private PolicyRemoved takeOut(CoveredVm vm, Caller caller) {
        desk.record(vm.policy(), vm.kind(), PolicyChange.to(vm.policy(), List.of(), List.of(vm.rules()), caller.id()));
        return new PolicyRemoved.Deleted();
    }
}
