package io.postern.approval.adapter.azure;

import io.postern.approval.app.Rights;
import io.postern.approval.app.RightsUnknown;
import io.postern.approval.domain.rbac.Entitlements;
import io.postern.approval.domain.rbac.RoleAssignment;
import io.postern.approval.domain.rbac.RoleDefinition;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads role assignments around a VM from Azure, groups resolved there, with the definitions of their roles. */
public final class ArmRights implements Rights {
    private static final String API_VERSION = "2022-04-01";
    private static final int MOST_KEPT = 2_000;

    /** Azure's word for a VM that was deleted: nobody has rights on it, and it will not come back by asking again. */
    private static final String GONE = "ResourceNotFound";

    private final ArmClient azure;
    private final Recent<Asked, Entitlements> known = new Recent<>(MOST_KEPT);

    /** What was asked about: VM ids compare as Azure's do. */
    private record Asked(PersonId person, VmId vm) {}

    public ArmRights(ArmClient azure) {
        this.azure = azure;
    }

    @Override
    public Entitlements of(PersonId person, VmId vm, Duration maxAge, Instant now) {
        Asked asked = new Asked(person, vm);
        return known.get(asked, maxAge, now).orElseGet(() -> {
            Entitlements read = read(person, vm);
            known.put(asked, read, now);
            return read;
        });
    }

    private Entitlements read(PersonId person, VmId vm) {
        try {
            List<RoleAssignment> assignments = azure
                    .list(
                            vm.value() + "/providers/Microsoft.Authorization/roleAssignments",
                            API_VERSION,
                            Map.of("$filter", "assignedTo('" + person.oid() + "')"))
                    .items()
                    .stream()
                    .map(RoleJson::assignment)
                    .toList();
            Map<String, RoleDefinition> roles = new HashMap<>();
            for (String id : Entitlements.rolesOf(assignments, person, vm)) {
                roles.put(id, definition(id));
            }
            return new Entitlements(assignments, roles);
        } catch (ArmFailure e) {
            if (e.code().equals(GONE)) {
                return Entitlements.NONE;
            }
            throw new RightsUnknown("Azure did not tell the rights on " + vm.name() + " (" + e.code() + ")", e);
        }
    }

    private RoleDefinition definition(String id) {
        var answer = azure.get(id, API_VERSION, Map.of());
        if (answer.status() != 200) {
            throw new ArmFailure(
                    answer.status(), answer.errorCode().orElse("Unknown"), "Azure did not tell the role " + id);
        }
        return RoleJson.definition(id, answer.body());
    }
}
