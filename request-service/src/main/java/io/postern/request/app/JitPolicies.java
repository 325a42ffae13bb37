package io.postern.request.app;

import io.postern.contracts.event.PolicyChanged;

/** The JIT policies: which VM is protected, on which ports, with which limits. */
public interface JitPolicies {
    /** Keeps what a policy says of a VM that none covers yet; false, and nothing changed, when one does. */
    boolean add(PolicyChanged policy);
}
