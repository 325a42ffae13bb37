package io.postern.request.domain;

import io.postern.contracts.id.PersonId;
import java.util.Set;

/**
 * The person or service behind an access token, with the roles and groups it carries.
 *
 * @param authenticated how the person has been authenticated, the token's {@code amr}
 * @param contexts the authentication contexts that have been satisfied, the token's {@code acrs}
 */
public record Caller(
        PersonId id,
        String name,
        Set<String> roles,
        Set<String> groups,
        Set<String> authenticated,
        Set<String> contexts) {
    public static final String READ = "Postern.Read";
    public static final String REQUEST = "Postern.Request";
    public static final String CONFIGURE = "Postern.Configure";
    private static final String MFA = "mfa";

    public Caller {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
        authenticated = Set.copyOf(authenticated);
        contexts = Set.copyOf(contexts);
    }

    /** Somebody of whose authentication nothing more is known than that there was one. */
    public Caller(PersonId id, String name, Set<String> roles, Set<String> groups) {
        this(id, name, roles, groups, Set.of(), Set.of());
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Whether more than a password was asked for; an authentication context demands that by itself. */
    boolean usedSeveralFactors() {
        return authenticated.contains(MFA) || !contexts.isEmpty();
    }
}
