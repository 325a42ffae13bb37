package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** What somebody may not do, whatever roles say. */
public record DenyAssignment(JsonNode body, List<Permission> permissions) implements Assignment {
    private static final String EVERYONE = "00000000-0000-0000-0000-000000000000";

    public DenyAssignment {
        permissions = List.copyOf(permissions);
    }

    static DenyAssignment of(JsonNode body) {
        return new DenyAssignment(body, Permission.allOf(body));
    }

    /** Those it is made to; that some of them are excluded again is for the reader to see. */
    @Override
    public boolean isFor(Set<String> oids) {
        return ids("principals").stream().anyMatch(id -> id.equals(EVERYONE) || has(oids, id));
    }

    boolean denies(Caller caller, String action, Scope asked) {
        boolean childrenToo =
                !body.path("properties").path("doNotApplyToChildScopes").asBoolean();
        return permissions.stream().anyMatch(p -> p.holds(action))
                && scope().covers(asked)
                && (childrenToo || asked.covers(scope()))
                && ids("principals").stream().anyMatch(id -> id.equals(EVERYONE) || caller.is(id))
                && ids("excludePrincipals").stream().noneMatch(caller::is);
    }

    private List<String> ids(String member) {
        return body.path("properties")
                .path(member)
                .valueStream()
                .map(p -> p.path("id").asText())
                .toList();
    }

    private static boolean has(Set<String> oids, String id) {
        return oids.stream().anyMatch(id::equalsIgnoreCase);
    }
}
