package io.postern.approval.domain;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Azure said, at one moment, about the roles of one person around one VM. */
public record Entitlements(List<RoleAssignment> assignments, Map<String, RoleDefinition> roles) {
    public Entitlements {
        assignments = List.copyOf(assignments);
        Map<String, RoleDefinition> byKey = new TreeMap<>();
        roles.forEach((id, role) -> byKey.put(key(id), role));
        roles = Map.copyOf(byKey);
    }

    /** Whether any assignment permits the action; a role that nobody could read permits nothing. */
    public boolean permits(PersonId person, String action, VmId vm) {
        return assignments.stream()
                .filter(assignment -> assignment.covers(person, vm))
                .map(assignment -> Optional.ofNullable(roles.get(key(assignment.roleDefinitionId()))))
                .flatMap(Optional::stream)
                .anyMatch(role -> role.permits(action));
    }

    private static String key(String roleDefinitionId) {
        return roleDefinitionId.toLowerCase(Locale.ROOT);
    }
}
