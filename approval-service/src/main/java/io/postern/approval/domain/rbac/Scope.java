package io.postern.approval.domain.rbac;

import io.postern.contracts.id.VmId;
import java.util.Locale;

/** A place in Azure's tree, by its id: the root, a management group, a subscription, a resource group, a resource. */
record Scope(String id) {
    private static final String MANAGEMENT_GROUPS = "/providers/microsoft.management/managementgroups/";

    Scope {
        id = id.toLowerCase(Locale.ROOT);
        while (id.length() > 1 && id.endsWith("/")) {
            id = id.substring(0, id.length() - 1);
        }
    }

    /** Azure sent none. */
    boolean isUnknown() {
        return id.isEmpty();
    }

    boolean is(VmId vm) {
        return id.equals(vm.key());
    }

    /**
     * Whether what holds here holds for the VM: inheritance goes down the id, whole segments at a time. A VM's id does not
     * tell its management groups; Azure lists for a VM only those that it is under.
     */
    boolean reaches(VmId vm) {
        return id.equals("/")
                || id.startsWith(MANAGEMENT_GROUPS)
                || is(vm)
                || !isUnknown() && vm.key().startsWith(id + "/");
    }
}
