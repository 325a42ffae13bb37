package io.postern.audit.app;

import io.postern.contracts.id.PersonId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who reads the trail: a person where the token says which, and the name to show. */
public record Reader(Optional<PersonId> person, String name) {
    /** From the claims of a token; a caller that is no person, such as a SIEM's own account, has a name alone. */
    public static Reader of(@Nullable String tenant, @Nullable String oid, String name) {
        return new Reader(person(tenant, oid), name);
    }

    private static Optional<PersonId> person(@Nullable String tenant, @Nullable String oid) {
        if (tenant == null || oid == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PersonId(tenant, oid));
        } catch (IllegalArgumentException noPerson) {
            return Optional.empty();
        }
    }
}
