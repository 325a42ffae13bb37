package io.postern.request.app;

import io.postern.request.domain.Caller;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.PolicyChange;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.Preconditions;
import java.util.List;
import java.util.Optional;

/** Deletes a policy: none of its VMs is protected any more. */
public final class DeletePolicy {
    private final PolicyDesk desk;

    public DeletePolicy(PolicyDesk desk) {
        this.desk = desk;
    }

    public PolicyRemoved delete(PolicyId id, Preconditions preconditions, Caller caller) {
        if (desk.refuses(caller, "delete-policy", "policy " + id)) {
            return new PolicyRemoved.Refused(List.of(PolicyDesk.notEntitled()));
        }
        return desk.transaction().call(() -> {
            desk.policies().lock(List.of(id.subscription()));
            Optional<JitPolicy> present = desk.policies().find(id);
            return preconditions.hold(present.map(JitPolicy::etag))
                    ? present.map(policy -> empty(policy, caller)).orElseGet(PolicyRemoved.WasNotThere::new)
                    : new PolicyRemoved.PreconditionFailed();
        });
    }

    private PolicyRemoved empty(JitPolicy policy, Caller caller) {
        desk.record(policy.id(), policy.kind(), PolicyChange.to(policy.id(), List.of(), policy.vms(), caller.id()));
        return new PolicyRemoved.Deleted();
    }
}
