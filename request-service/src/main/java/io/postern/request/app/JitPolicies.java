package io.postern.request.app;

import io.postern.contracts.event.PolicyChanged;
import io.postern.contracts.event.PolicyChanged.ProtectedVm;
import java.util.List;

/** The JIT policies: which VM is protected, on which ports, with which limits. */
public interface JitPolicies {
    /** What a policy covers, kept from others until the transaction ends; empty for one not made yet. */
    List<ProtectedVm> lock(String policyId);

    void save(PolicyChanged policy);
}
