package io.postern.request.app;

import io.postern.contracts.id.VmId;
import io.postern.request.domain.Caller;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.Rights;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows JIT policies to whoever has any part in them. */
public final class ShowPolicies {
    private final Transaction transaction;
    private final JitPolicies policies;
    private final Vms vms;
    private final Rights rights;

    public ShowPolicies(Transaction transaction, JitPolicies policies, Vms vms, Rights rights) {
        this.transaction = transaction;
        this.policies = policies;
        this.vms = vms;
        this.rights = rights;
    }

    public PolicySight<JitPolicy> one(PolicyId id, Caller caller) {
        return look(caller, () -> policies.find(id));
    }

    public VmPolicySight ofVm(VmId vm, Caller caller) {
        if (!rights.looks(caller)) {
            return new VmPolicySight.NotEntitled();
        }
        return transaction.call(() -> policies.ofVm(vm)
                .<VmPolicySight>map(VmPolicySight.Covered::new)
                .orElseGet(() -> vms.knows(vm) ? new VmPolicySight.Uncovered() : new VmPolicySight.Unknown()));
    }

    /** The policies after {@code after}, at most {@code limit}; an empty page is seen, too. */
    public PolicySight<PolicyPage> page(PolicyScope scope, Optional<PolicyId> after, int limit, Caller caller) {
        return look(caller, () -> {
            List<JitPolicy> found = policies.page(scope, after, limit + 1);
            return Optional.of(
                    found.size() <= limit
                            ? new PolicyPage(found, Optional.empty())
                            : new PolicyPage(
                                    found.subList(0, limit),
                                    Optional.of(found.get(limit - 1).id())));
        });
    }

    private <T> PolicySight<T> look(Caller caller, Supplier<Optional<T>> find) {
        if (!rights.looks(caller)) {
            return new PolicySight.NotEntitled<>();
        }
        return transaction.call(find).<PolicySight<T>>map(PolicySight.Seen::new).orElseGet(PolicySight.Nothing::new);
    }
}
