package io.postern.portal.domain.trail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the trail; {@code next} leads to the one behind it, if there may be one. */
public record TrailPart(List<Entry> entries, @Nullable Long next) {
    public TrailPart {
        entries = entries == null ? List.of() : List.copyOf(entries);
    }
}
