package io.postern.portal.domain.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a service left out, as nothing: pages never meet a null. */
final class Blank {
    private Blank() {}

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** The last part of a resource id. */
    static String name(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
