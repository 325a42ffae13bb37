package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tree above subscriptions: which management group each of its members is in, by lower-case id. */
record ManagementGroups(Map<String, String> parents) {
    private static final String GROUPS = "/providers/microsoft.management/managementgroups/";
    private static final Pattern MEMBER = Pattern.compile("(/subscriptions/[^/]+|" + GROUPS + "[^/]+)(/.*)?");

    ManagementGroups {
        parents = Map.copyOf(parents);
    }

    /** Reads {@code [{"name", "parent"?, "subscriptions": []}]}. */
    static ManagementGroups of(JsonNode groups) {
        Map<String, String> parents = new HashMap<>();
        for (JsonNode group : groups) {
            String id = new Scope(GROUPS + group.path("name").asText()).key();
            if (group.hasNonNull("parent")) {
                parents.put(id, new Scope(GROUPS + group.path("parent").asText()).key());
            }
            group.path("subscriptions")
                    .forEach(member -> parents.put(new Scope("/subscriptions/" + member.asText()).key(), id));
        }
        return new ManagementGroups(parents);
    }

    /** A place with all management groups that it is under. */
    Scope at(String id) {
        Set<String> above = new LinkedHashSet<>();
        Matcher member = MEMBER.matcher(new Scope(id).key());
        if (member.matches()) {
            String next = parents.get(member.group(1));
            while (next != null && above.add(next)) {
                next = parents.get(next);
            }
        }
        return new Scope(id, above);
    }
}
