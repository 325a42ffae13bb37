package io.postern.request.app;

import io.postern.contracts.id.VmId;
import io.postern.request.domain.CoveredVm;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.PolicyChange;
import io.postern.request.domain.PolicyId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JIT policies: which VM is protected, on which ports, with which limits. */
public interface JitPolicies {
    /**
     * Keeps everybody else from writing policies of these subscriptions until the transaction ends. A VM is only ever in a
     * policy of its own subscription, so who holds this sees all that could stand against a change.
     */
    void lock(Collection<String> subscriptions);

    Optional<JitPolicy> find(PolicyId id);

    /** A policy as it would be without any VM: its spelling, kind and version. */
    Optional<JitPolicy> head(PolicyId id);

    Optional<CoveredVm> ofVm(VmId vm);

    /** The policies that these VMs are in, for those that are in one. */
    Map<VmId, PolicyId> homes(Collection<VmId> vms);

    /** Policies in the order of their keys. */
    List<JitPolicy> page(PolicyScope scope, Optional<PolicyId> after, int limit);

    /** Keeps a change; the policy's version goes up by one, also over a time in which it did not exist. */
    void save(PolicyId id, String kind, PolicyChange change);
}
