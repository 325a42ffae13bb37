package io.postern.request.app;

import io.postern.request.domain.CoveredVm;

/** What somebody who looks at the policy of one VM gets to see. */
public sealed interface VmPolicySight {
    record Covered(CoveredVm vm) implements VmPolicySight {}

    /** A VM that has been seen, now or formerly, and that no policy covers. */
    record Uncovered() implements VmPolicySight {}

    /** Nobody has seen such a VM: no statement about whether it is protected. */
    record Unknown() implements VmPolicySight {}

    record NotEntitled() implements VmPolicySight {}
}
