package io.postern.approval.domain.rbac;

import java.util.List;

/** An Azure role: its permissions add up, and one permission's notActions do not bind another. */
public record RoleDefinition(String id, List<Permission> permissions) {
    public RoleDefinition {
        permissions = List.copyOf(permissions);
    }

    public boolean gives(String action) {
        return permissions.stream().anyMatch(permission -> permission.names(action));
    }
}
