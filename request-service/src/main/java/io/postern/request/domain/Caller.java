package io.postern.request.domain;

import io.postern.contracts.id.PersonId;
import java.util.Set;

/** The person or service behind an access token, with the roles and groups it carries. */
public record Caller(PersonId id, String name, Set<String> roles, Set<String> groups) {
    public static final String READ = "Postern.Read";
    public static final String CONFIGURE = "Postern.Configure";

    public Caller {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }
}
