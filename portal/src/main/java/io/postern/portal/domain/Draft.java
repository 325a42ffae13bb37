package io.postern.portal.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody had written into a form when they were led away to confirm who they are.
 *
 * @param page where the form is
 */
public record Draft(String page, Map<String, List<String>> fields) {
    private static final int LONGEST = 16 * 1024;

    public Draft {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        fields = copy;
    }

    /** Whether it is no more than anybody would write by hand. */
    public boolean fits() {
        return page.length()
                        + fields.entrySet().stream()
                                .mapToLong(field -> field.getKey().length()
                                        + field.getValue().stream()
                                                .mapToLong(String::length)
                                                .sum())
                                .sum()
                <= LONGEST;
    }

    /** The first value of a field; empty when there is none. */
    public String first(String field) {
        List<String> values = all(field);
        return values.isEmpty() ? "" : values.getFirst();
    }

    public List<String> all(String field) {
        return fields.getOrDefault(field, List.of());
    }

    /** Tells nothing of what was written. */
    @Override
    public String toString() {
        return "Draft[page=" + page + "]";
    }
}
