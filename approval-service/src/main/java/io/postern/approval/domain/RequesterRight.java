package io.postern.approval.domain;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Azure must allow a requester on every VM asked for, before any policy is looked at. */
public final class RequesterRight {
    /** Azure's own words for asking for just-in-time access, and for seeing the VM. */
    static final List<String> ACTIONS = List.of(
            "Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action",
            "Microsoft.Compute/virtualMachines/read");

    private RequesterRight() {}

    /** The first lack found, as a sentence; empty when the requester may ask. A VM nobody looked at is a lack. */
    public static Optional<String> lack(RequestSubmitted request, Map<VmId, Entitlements> rights) {
        for (Target target : request.targets()) {
            Entitlements held = rights.getOrDefault(target.vm(), new Entitlements(List.of(), Map.of()));
            for (String action : ACTIONS) {
                if (!held.permits(request.requester(), action, target.vm())) {
                    return Optional.of("The requester lacks the Azure right " + action + " on "
                            + target.vm().name() + ".");
                }
            }
        }
        return Optional.empty();
    }
}
