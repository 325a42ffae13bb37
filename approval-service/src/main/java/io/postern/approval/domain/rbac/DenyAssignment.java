package io.postern.approval.domain.rbac;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What some principals may not do at a scope, whatever roles they hold. Whatever is unclear about one counts against the
 * person; a condition on it is taken as met.
 *
 * @param scope where it holds; empty when Azure did not tell, and then it holds everywhere
 * @param scopeOnly whether it holds at its scope alone and not below
 * @param toAGroupOfTheirs whether Azure lists it as one that meets the person, as it does for the groups they are in
 */
public record DenyAssignment(
        String name,
        String scope,
        boolean scopeOnly,
        List<Permission> permissions,
        List<Principal> principals,
        List<Principal> excluded,
        boolean toAGroupOfTheirs) {
    public DenyAssignment {
        permissions = List.copyOf(permissions);
        principals = List.copyOf(principals);
        excluded = List.copyOf(excluded);
    }

    /** Whom it is made to, or who is excepted from it. */
    public record Principal(String id, String type) {
        private static final String EVERYONE = "00000000-0000-0000-0000-000000000000";

        /** Everyone, as Azure writes it. */
        public static final Principal ANYBODY = new Principal(EVERYONE, "SystemDefined");

        private boolean is(PersonId person) {
            return id.equalsIgnoreCase(person.oid());
        }

        private boolean isEveryone() {
            return id.equals(EVERYONE);
        }

        /** Azure may leave the type out; then it may be a group as well. */
        boolean mayBeAGroup() {
            return !isEveryone()
                    && (type.isEmpty() || type.equalsIgnoreCase("Group") || type.equalsIgnoreCase("ForeignGroup"));
        }
    }

    /** How it bears on somebody. */
    enum Bearing {
        NONE,
        /** Whether they are in a group that is excepted cannot be said. */
        UNKNOWN,
        DENIES
    }

    /** @param groups the person's groups by object id; empty when nobody could say */
    Bearing on(PersonId person, Optional<Set<String>> groups, String action, VmId vm) {
        if (!concerns(person)
                || !reaches(vm)
                || excluded.stream().anyMatch(principal -> principal.is(person))
                || permissions.stream().noneMatch(permission -> permission.mayName(action))) {
            return Bearing.NONE;
        }
        List<Principal> excepted =
                excluded.stream().filter(Principal::mayBeAGroup).toList();
        if (excepted.isEmpty()) {
            return Bearing.DENIES;
        }
        return groups.map(known -> excepted.stream().anyMatch(group -> holds(known, group)))
                .map(isExcepted -> isExcepted ? Bearing.NONE : Bearing.DENIES)
                .orElse(Bearing.UNKNOWN);
    }

    /** Whether only Azure can tell if it meets the person: it is made to a group. */
    public boolean isForAGroup(PersonId person, VmId vm) {
        return reaches(vm) && !concerns(person) && principals.stream().anyMatch(Principal::mayBeAGroup);
    }

    /** The same, after Azure listed it as one that meets the person. */
    public DenyAssignment meetingAGroupOfTheirs() {
        return new DenyAssignment(name, scope, scopeOnly, permissions, principals, excluded, true);
    }

    /** Whether the answer for the person depends on the groups they are in. */
    public boolean asksForGroups(PersonId person, VmId vm) {
        return concerns(person) && reaches(vm) && excluded.stream().anyMatch(Principal::mayBeAGroup);
    }

    private boolean concerns(PersonId person) {
        return principals.stream()
                .anyMatch(principal ->
                        principal.isEveryone() || principal.is(person) || toAGroupOfTheirs && principal.mayBeAGroup());
    }

    private boolean reaches(VmId vm) {
        Scope at = new Scope(scope);
        return at.isUnknown() || (scopeOnly ? at.is(vm) : at.reaches(vm));
    }

    private static boolean holds(Set<String> groups, Principal group) {
        return groups.stream().anyMatch(group.id()::equalsIgnoreCase);
    }
}
