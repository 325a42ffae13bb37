package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** A set of actions: patterns with {@code *}, less the patterns that are taken away again. */
public record Permission(List<Pattern> actions, List<Pattern> notActions) {
    public Permission {
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
    }

    /** The permissions of a role definition or a deny assignment. */
    static List<Permission> allOf(JsonNode body) {
        return body.path("properties")
                .path("permissions")
                .valueStream()
                .map(p -> new Permission(patterns(p.path("actions")), patterns(p.path("notActions"))))
                .toList();
    }

    boolean holds(String action) {
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
