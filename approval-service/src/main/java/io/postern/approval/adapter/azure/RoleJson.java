package io.postern.approval.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.approval.domain.rbac.Permission;
import io.postern.approval.domain.rbac.RoleAssignment;
import io.postern.approval.domain.rbac.RoleDefinition;
import java.util.ArrayList;
import java.util.List;

/** Reads Azure's JSON of roles; what is missing gives nothing. */
final class RoleJson {
    private RoleJson() {}

    static RoleAssignment assignment(JsonNode item) {
        JsonNode properties = item.path("properties");
        return new RoleAssignment(
                properties.path("scope").asText(""),
                properties.path("roleDefinitionId").asText(""),
                properties.path("principalId").asText(""),
                properties.path("principalType").asText(""),
                properties.hasNonNull("condition"));
    }

    static RoleDefinition definition(String id, JsonNode item) {
        List<Permission> permissions = new ArrayList<>();
        for (JsonNode permission : item.path("properties").path("permissions")) {
            permissions.add(new Permission(texts(permission.path("actions")), texts(permission.path("notActions"))));
        }
        return new RoleDefinition(id, permissions);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText("")));
        return texts;
    }
}
