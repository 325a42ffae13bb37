package io.postern.approval.domain;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.util.Locale;

/**
 * A role given to a principal at a scope, as Azure lists it for one person and one VM. Azure resolves group membership;
 * an assignment with a condition gives nothing here, because conditions are not evaluated.
 */
public record RoleAssignment(
        String scope, String roleDefinitionId, String principalId, String principalType, boolean conditional) {
    private static final String MANAGEMENT_GROUPS = "/providers/microsoft.management/managementgroups/";

    /** Whether this gives its role to the person on the VM. */
    public boolean covers(PersonId person, VmId vm) {
        return !conditional && concerns(person) && reaches(vm);
    }

    /** Other people's assignments never count, even where Azure's filter let one through. */
    private boolean concerns(PersonId person) {
        return principalType.equalsIgnoreCase("Group") || principalId.equalsIgnoreCase(person.oid());
    }

    /** Inheritance goes down the id. Azure lists for a VM only those management groups that it is under. */
    private boolean reaches(VmId vm) {
        String above = scope.toLowerCase(Locale.ROOT);
        if (above.equals("/") || above.startsWith(MANAGEMENT_GROUPS)) {
            return true;
        }
        return !above.isEmpty() && (vm.key() + "/").startsWith(above.endsWith("/") ? above : above + "/");
    }
}
