package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a role allows. */
public record RoleDefinition(JsonNode body, List<Permission> permissions) {
    public RoleDefinition {
        permissions = List.copyOf(permissions);
    }

    static RoleDefinition of(JsonNode body) {
        return new RoleDefinition(body, Permission.allOf(body));
    }

    public String guid() {
        return body.path("name").asText();
    }

    public boolean allows(String action) {
        return permissions.stream().anyMatch(p -> p.holds(action));
    }
}
