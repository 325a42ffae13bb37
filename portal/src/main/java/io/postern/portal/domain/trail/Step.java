package io.postern.portal.domain.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One leaf of a story.
 *
 * @param event by which its proof is asked for
 * @param signedOver the size of the first checkpoint over it; null when there is none yet
 */
public record Step(
        long leaf,
        @Nullable String event,
        String type,
        Instant at,
        @Nullable Line line,
        @Nullable Long signedOver) {
    public String text() {
        return line == null ? new EventName(type).words() : line.detail();
    }

    public String icon() {
        return line == null ? "clock" : line.icon();
    }

    public String kind() {
        return line == null ? "plain" : line.kind();
    }
}
