package io.postern.emulator.world;

import java.util.List;

/** Azure RBAC over the seed's role definitions and assignments. */
public record Rights(List<RoleDefinition> definitions, List<RoleAssignment> assignments) {
    public Rights {
        definitions = List.copyOf(definitions);
        assignments = List.copyOf(assignments);
    }

    public boolean may(Caller caller, String action, Scope scope) {
        return assignments.stream()
                .anyMatch(a -> caller.is(a.principalId()) && a.scope().covers(scope) && allows(a, action));
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
