package io.postern.portal.domain.trail;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The event in an entry, as far as a page needs it. */
public record Recorded(String id, @Nullable Map<String, Object> data) {
    /** What it says about itself in a sentence; empty when nothing. */
    String detail() {
        return text(data == null ? null : data.get("detail"));
    }

    /** The name of whoever did it, where it says so. */
    String name() {
        Object personal = data == null ? null : data.get("personal");
        return personal instanceof Map<?, ?> values ? text(values.get("name")) : "";
    }

    private static String text(@Nullable Object value) {
        return value instanceof String words ? words : "";
    }
}
