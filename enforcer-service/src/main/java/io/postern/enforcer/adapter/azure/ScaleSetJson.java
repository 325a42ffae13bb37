package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.ScaleSetAssessed;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads scale sets from ARM's own JSON. */
final class ScaleSetJson {
    /** What Azure takes where notification is on and no time is given. */
    private static final Duration SHORTEST_NOTICE = Duration.ofMinutes(5);

    private ScaleSetJson() {}

    static ScaleSetAssessed of(JsonNode scaleSet) {
        return new ScaleSetAssessed(
                scaleSet.path("id").asText(),
                scaleSet.path("location").asText(),
                notice(scaleSet.path("properties")
                        .path("virtualMachineProfile")
                        .path("scheduledEventsProfile")
                        .path("terminateNotificationProfile")),
                false);
    }

    private static @Nullable Duration notice(JsonNode profile) {
        if (!profile.path("enable").asBoolean()) {
            return null;
        }
        String before = profile.path("notBeforeTimeout").asText("");
        try {
            return before.isEmpty() ? SHORTEST_NOTICE : Duration.parse(before);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a termination notice of " + before, e);
        }
    }
}
