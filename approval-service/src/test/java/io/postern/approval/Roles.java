package io.postern.approval;

import io.postern.approval.domain.rbac.Entitlements;
import io.postern.approval.domain.rbac.Permission;
import io.postern.approval.domain.rbac.RoleAssignment;
import io.postern.approval.domain.rbac.RoleDefinition;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Azure roles to test with. */
public final class Roles {
    public static final String INITIATE = "Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action";
    public static final String READ_VM = "Microsoft.Compute/virtualMachines/read";
    public static final String ROLE = "/subscriptions/" + Requests.SUBSCRIPTION
            + "/providers/Microsoft.Authorization/roleDefinitions/44444444-0000-0000-0000-000000000001";

    private Roles() {}

    public static Permission permission(String... actions) {
        return new Permission(List.of(actions), List.of());
    }

    public static RoleAssignment assignment(PersonId person, String scope) {
        return new RoleAssignment(scope, ROLE, person.oid(), "User", false);
    }

    public static Entitlements granting(RoleAssignment assignment, Permission... permissions) {
        return new Entitlements(List.of(assignment), Map.of(ROLE, new RoleDefinition(ROLE, List.of(permissions))));
    }

    /** The requester's right over the whole resource group, on every VM of a request. */
    public static Map<VmId, Entitlements> enoughFor(RequestSubmitted request) {
        Entitlements enough = granting(assignment(request.requester(), Requests.GROUP), permission(INITIATE, READ_VM));
        return request.targets().stream().collect(Collectors.toMap(Target::vm, _ -> enough));
    }
}
