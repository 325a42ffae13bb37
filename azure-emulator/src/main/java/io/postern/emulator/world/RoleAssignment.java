package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Who holds which role where. */
public record RoleAssignment(JsonNode body) implements Assignment {
    public String principalId() {
        return body.path("properties").path("principalId").asText();
    }

    @Override
    public boolean isFor(Set<String> oids) {
        return oids.stream().anyMatch(principalId()::equalsIgnoreCase);
    }

    String roleGuid() {
        String id = body.path("properties").path("roleDefinitionId").asText();
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
