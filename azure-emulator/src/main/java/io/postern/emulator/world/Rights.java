package io.postern.emulator.world;

import java.util.List;
import java.util.Optional;

/** Azure RBAC over the seed's role definitions, role assignments and deny assignments. */
public record Rights(
        ManagementGroups tree,
        List<RoleDefinition> definitions,
        List<RoleAssignment> assignments,
        List<DenyAssignment> denials) {
    public Rights {
        definitions = List.copyOf(definitions);
        assignments = List.copyOf(assignments);
        denials = List.copyOf(denials);
    }

    /** The place of this id in the tree. */
    public Scope at(String id) {
        return tree.at(id);
    }

    public boolean may(Caller caller, String action, Scope scope) {
        return assigned(caller, action, scope) && denial(caller, action, scope).isEmpty();
    }

    /** Whether a role allows it, were it not denied. */
    public boolean assigned(Caller caller, String action, Scope scope) {
        return assignments.stream()
                .anyMatch(a -> caller.is(a.principalId()) && a.scope().covers(scope) && allows(a, action));
    }

    /** The deny assignment that forbids it. */
    public Optional<DenyAssignment> denial(Caller caller, String action, Scope scope) {
        return denials.stream().filter(d -> d.denies(caller, action, scope)).findFirst();
    }

    /** Whether the caller holds any role at, above or below a scope. */
    public boolean knows(Caller caller, Scope scope) {
        return assignments.stream()
                .anyMatch(a -> caller.is(a.principalId()) && (a.scope().covers(scope) || scope.covers(a.scope())));
    }

    private boolean allows(RoleAssignment assignment, String action) {
        return definitions.stream().anyMatch(d -> d.guid().equalsIgnoreCase(assignment.roleGuid()) && d.allows(action));
    }
}
