package io.postern.approval.domain.rbac;

import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Azure must allow a requester on every VM asked for, before any policy is looked at.
 *
 * <p>Both actions are looked up at the VM. Azure itself checks {@code initiate} at its just-in-time policy, a resource of
 * the VM's resource group; here no such resource exists, and a right is one on a VM. Whoever may there, by a role at the
 * resource group or above, may here; a role on one VM alone is enough here and would not be in Azure. The reading right
 * is checked at the VM in both. The reads of network interfaces, addresses and policies that Azure lists beside these
 * serve its portal's pages, not the request.
 */
public final class RequesterRight {
    /** Azure's own words for asking for just-in-time access, and for seeing the VM. */
    static final List<String> ACTIONS = List.of(
            "Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action",
            "Microsoft.Compute/virtualMachines/read");

    private RequesterRight() {}

    /** The first thing found that stands against it; empty when the requester may ask. A VM nobody looked at is a lack. */
    public static Optional<Access.No> lack(PersonId requester, List<Target> targets, Map<VmId, Entitlements> rights) {
        for (Target target : targets) {
            Entitlements held = rights.getOrDefault(target.vm(), Entitlements.NONE);
            for (String action : ACTIONS) {
                if (held.to(action, requester, target.vm()) instanceof Access.No no) {
                    return Optional.of(no);
                }
            }
        }
        return Optional.empty();
    }
}
