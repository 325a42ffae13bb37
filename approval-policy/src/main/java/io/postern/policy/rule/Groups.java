package io.postern.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The groups that a policy gives names to.
 *
 * @param ids object ids in lower case by name
 */
public record Groups(Map<String, String> ids) {
    public Groups {
        ids = Map.copyOf(ids);
    }

    /** The object id behind a name. */
    public Optional<String> id(String name) {
        return Optional.ofNullable(ids.get(name));
    }

    /** What a policy calls a group: its name if it has one. */
    public String name(String id) {
        return ids.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(id);
    }

    List<String> namesAndIds(Set<String> memberOf) {
        Set<String> lower = new TreeSet<>();
        memberOf.forEach(id -> lower.add(id.toLowerCase(Locale.ROOT)));
        List<String> all = new ArrayList<>(lower);
        ids.forEach((name, id) -> {
            if (lower.contains(id)) {
                all.add(name);
            }
        });
        return all;
    }
}
