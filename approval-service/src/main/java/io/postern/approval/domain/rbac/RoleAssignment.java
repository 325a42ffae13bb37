package io.postern.approval.domain.rbac;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;

/**
 * A role given to a principal at a scope, as Azure lists it for one person and one VM. Azure resolves group membership,
 * nested groups too.
 *
 * @param conditional whether it holds only under a condition; conditions are not evaluated here
 */
public record RoleAssignment(
        String scope, String roleDefinitionId, String principalId, String principalType, boolean conditional) {

    /** Whether this is the person's, at or above the VM. Other people's never count, even where Azure let one through. */
    boolean concerns(PersonId person, VmId vm) {
        return (isToAGroup() || principalId.equalsIgnoreCase(person.oid())) && new Scope(scope).reaches(vm);
    }

    private boolean isToAGroup() {
        return principalType.equalsIgnoreCase("Group") || principalType.equalsIgnoreCase("ForeignGroup");
    }
}
