package io.postern.approval.domain.rbac;

import java.util.List;

/**
 * A set of actions, of a role or of a deny assignment: all that one of {@code actions} names, but for those that one of
 * {@code notActions} names. {@code *} stands for anything, in either. Data actions are about data, never about access to
 * a VM's ports, so nobody looks at them.
 */
public record Permission(List<String> actions, List<String> notActions) {
    public Permission {
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
    }

    /**
     * The same read as widely as it could be meant: whether a {@code *} between two slashes may stand for nothing at all,
     * a slash included, Azure does not say.
     */
    boolean mayName(String action) {
        return names(action)
                || new Permission(actions.stream().map(Permission::widened).toList(), notActions).names(action);
    }

    private static String widened(String pattern) {
        return pattern.replaceAll("(/\\*)+/", "*/");
    }

    public boolean names(String action) {
        return actions.stream().anyMatch(pattern -> ActionPattern.matches(pattern, action))
                && notActions.stream().noneMatch(pattern -> ActionPattern.matches(pattern, action));
    }
}
