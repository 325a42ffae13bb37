package io.postern.contracts.event;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;

/**
 * A VM left its JIT policy. No proof to open anything by: who keeps ports shut asks request-service before a baseline
 * goes.
 */
public record PolicyDeleted(String policyId, VmId vm, PersonId deletedBy) implements PosternEvent {
    /** The VM, as for {@link PolicyChanged}: the newer of both is what holds. */
    @Override
    public String subject() {
        return vm.key();
    }
}
