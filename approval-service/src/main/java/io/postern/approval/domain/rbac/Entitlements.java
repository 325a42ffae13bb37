package io.postern.approval.domain.rbac;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Azure said, at one moment, about the rights of one person on one VM.
 *
 * @param roles the roles of the assignments by their id; one that is missing could not be read
 * @param groups the person's groups by object id, if somebody had to ask and could say
 * @param unread what could not be read at all, as a sentence: then nothing can be decided
 */
public record Entitlements(
        List<RoleAssignment> assignments,
        Map<String, RoleDefinition> roles,
        List<DenyAssignment> denials,
        Optional<Set<String>> groups,
        Optional<String> unread) {
    /** Nobody holds anything. */
    public static final Entitlements NONE = new Entitlements(List.of(), Map.of());

    public Entitlements {
        assignments = List.copyOf(assignments);
        Map<String, RoleDefinition> byKey = new TreeMap<>();
        roles.forEach((id, role) -> byKey.put(key(id), role));
        roles = Map.copyOf(byKey);
        denials = List.copyOf(denials);
        groups = groups.map(Set::copyOf);
    }

    public Entitlements(List<RoleAssignment> assignments, Map<String, RoleDefinition> roles) {
        this(assignments, roles, List.of(), Optional.empty(), Optional.empty());
    }

    /** Azure did not let us read it. */
    public static Entitlements unread(String sentence) {
        return new Entitlements(List.of(), Map.of(), List.of(), Optional.empty(), Optional.of(sentence));
    }

    /** Whether the person may do this on the VM. As in Azure a denial is looked for first, and roles add up. */
    public Access to(String action, PersonId person, VmId vm) {
        if (unread.isPresent()) {
            return new Access.Undecidable(unread.get());
        }
        Optional<DenyAssignment> doubtful = Optional.empty();
        for (DenyAssignment denial : denials) {
            switch (denial.on(person, groups, action, vm)) {
                case DENIES -> {
                    return new Access.DeniedByAssignment(denial.name(), action, vm);
                }
                case UNKNOWN -> doubtful = Optional.of(denial);
                case NONE -> {}
            }
        }
        Access allowed = allowed(action, person, vm);
        return doubtful.filter(_ -> allowed.mayBeYes())
                .<Access>map(denial -> new Access.Undecidable("Whether the deny assignment " + denial.name()
                        + " excepts a group of the requester's could not be found out."))
                .orElse(allowed);
    }

    private Access allowed(String action, PersonId person, VmId vm) {
        List<RoleAssignment> held =
                assignments.stream().filter(a -> a.concerns(person, vm)).toList();
        List<RoleAssignment> firm = held.stream().filter(a -> !a.conditional()).toList();
        if (firm.stream().flatMap(a -> role(a).stream()).anyMatch(role -> role.gives(action))) {
            return new Access.Permitted();
        }
        Optional<RoleAssignment> unreadable =
                firm.stream().filter(a -> role(a).isEmpty()).findFirst();
        if (unreadable.isPresent()) {
            return new Access.Undecidable("The role " + unreadable.get().roleDefinitionId() + " could not be read.");
        }
        // One whose role cannot be read gives nothing either way: the condition alone is enough for that.
        boolean underACondition = held.stream()
                .filter(RoleAssignment::conditional)
                .anyMatch(a -> role(a).map(role -> role.gives(action)).orElse(true));
        return underACondition ? new Access.UnderACondition(action, vm) : new Access.Lacks(action, vm);
    }

    /** The ids of the roles that somebody has to read. */
    public static Collection<String> rolesOf(List<RoleAssignment> assignments, PersonId person, VmId vm) {
        Map<String, String> ids = new TreeMap<>();
        assignments.stream()
                .filter(a -> a.concerns(person, vm))
                .forEach(a -> ids.putIfAbsent(key(a.roleDefinitionId()), a.roleDefinitionId()));
        return ids.values();
    }

    private Optional<RoleDefinition> role(RoleAssignment assignment) {
        return Optional.ofNullable(roles.get(key(assignment.roleDefinitionId())));
    }

    private static String key(String roleDefinitionId) {
        return roleDefinitionId.toLowerCase(Locale.ROOT);
    }
}
