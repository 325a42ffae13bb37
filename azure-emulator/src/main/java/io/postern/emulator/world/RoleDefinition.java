package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** What a role allows: action patterns with {@code *}, less the patterns it takes away again. */
public record RoleDefinition(JsonNode body, List<Pattern> actions, List<Pattern> notActions) {
    public RoleDefinition {
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
    }

    static RoleDefinition of(JsonNode body) {
        JsonNode permission = body.path("properties").path("permissions").path(0);
        return new RoleDefinition(body, patterns(permission.path("actions")), patterns(permission.path("notActions")));
    }

    public String guid() {
        return body.path("name").asText();
    }

    public boolean allows(String action) {
        return actions.stream().anyMatch(p -> p.matcher(action).matches())
                && notActions.stream().noneMatch(p -> p.matcher(action).matches());
    }

    private static List<Pattern> patterns(JsonNode texts) {
        return texts.valueStream()
                .map(text -> Pattern.compile(
                        Pattern.quote(text.asText()).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE))
                .toList();
    }
}
