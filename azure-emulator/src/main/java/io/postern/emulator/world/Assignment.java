package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Something that holds for principals at a scope and below: a role, or a denial. */
public sealed interface Assignment permits RoleAssignment, DenyAssignment {
    JsonNode body();

    /** Whether it is made to one of these object ids. */
    boolean isFor(Set<String> oids);

    default Scope scope() {
        return new Scope(body().path("properties").path("scope").asText());
    }
}
