package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;

/** Who holds which role where. */
public record RoleAssignment(JsonNode body) {
    public Scope scope() {
        return new Scope(body.path("properties").path("scope").asText());
    }

    public String principalId() {
        return body.path("properties").path("principalId").asText();
    }

    String roleGuid() {
        String id = body.path("properties").path("roleDefinitionId").asText();
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
