package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tags that leave Azure with an assessment: only those on a list, because others may hold what nobody here needs to
 * know. Azure compares names of tags without case, so each is told in the spelling of the list.
 */
public final class Tags {
    private final Map<String, String> spellings = new HashMap<>();

    public Tags(List<String> names) {
        names.forEach(name -> spellings.put(name.toLowerCase(Locale.ROOT), name));
    }

    Map<String, String> of(JsonNode resource) {
        Map<String, String> found = new HashMap<>();
        resource.path("tags").properties().forEach(tag -> {
            String name = spellings.get(tag.getKey().toLowerCase(Locale.ROOT));
            if (name != null) {
                found.put(name, tag.getValue().asText(""));
            }
        });
        return found;
    }
}
