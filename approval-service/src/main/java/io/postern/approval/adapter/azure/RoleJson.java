package io.postern.approval.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.approval.domain.rbac.DenyAssignment;
import io.postern.approval.domain.rbac.Permission;
import io.postern.approval.domain.rbac.RoleAssignment;
import io.postern.approval.domain.rbac.RoleDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads Azure's JSON of rights; what is missing gives nothing, and takes as much as it could. */
final class RoleJson {
    private static final String PROVIDER = "/providers/Microsoft.Authorization/";

    private RoleJson() {}

    static RoleAssignment assignment(JsonNode item) {
        JsonNode properties = item.path("properties");
        return new RoleAssignment(
                properties.path("scope").asText(""),
                properties.path("roleDefinitionId").asText(""),
                properties.path("principalId").asText(""),
                properties.path("principalType").asText(""),
                !properties.path("condition").asText("").isBlank());
    }

    /** Empty when the answer is no role. */
    static Optional<RoleDefinition> definition(String id, JsonNode item) {
        JsonNode permissions = item.path("properties").path("permissions");
        return permissions.isArray()
                ? Optional.of(new RoleDefinition(
                        id, permissions(permissions.valueStream().filter(RoleJson::isUnconditional))))
                : Optional.empty();
    }

    static DenyAssignment denial(JsonNode item) {
        JsonNode properties = item.path("properties");
        return new DenyAssignment(
                properties.path("denyAssignmentName").asText(item.path("name").asText("")),
                scope(item),
                properties.path("doNotApplyToChildScopes").asBoolean(false),
                denied(properties.path("permissions")),
                met(properties.path("principals")),
                principals(properties.path("excludePrincipals")),
                false);
    }

    /** Azure may leave the scope out of the properties; the id begins with it. */
    private static String scope(JsonNode item) {
        String told = item.path("properties").path("scope").asText("");
        if (!told.isEmpty()) {
            return told;
        }
        String id = item.path("id").asText("");
        int end = id.lastIndexOf(PROVIDER);
        return end < 0 ? "" : end == 0 ? "/" : id.substring(0, end);
    }

    private static boolean isUnconditional(JsonNode permission) {
        return permission.path("condition").asText("").isBlank();
    }

    private static List<Permission> denied(JsonNode permissions) {
        return permissions.isArray()
                ? permissions(permissions.valueStream())
                : List.of(new Permission(List.of("*"), List.of()));
    }

    private static List<DenyAssignment.Principal> met(JsonNode principals) {
        return principals.isArray() ? principals(principals) : List.of(DenyAssignment.Principal.ANYBODY);
    }

    private static List<Permission> permissions(Stream<JsonNode> permissions) {
        return permissions
                .map(permission ->
                        new Permission(texts(permission.path("actions")), texts(permission.path("notActions"))))
                .toList();
    }

    private static List<DenyAssignment.Principal> principals(JsonNode array) {
        return array.valueStream()
                .map(principal -> new DenyAssignment.Principal(
                        principal.path("id").asText(""), principal.path("type").asText("")))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(text -> text.asText("")).toList();
    }
}
