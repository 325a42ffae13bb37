package io.postern.portal.domain.trail;

import io.postern.contracts.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A type of event by the name that it has on the wire. */
public record EventName(String wire) {
    private static final Set<String> STAND_ALONE = Set.of("approved", "denied", "lapsed", "expired");

    /** All that can be asked for. */
    public static List<EventName> all() {
        return Arrays.stream(EventType.values())
                .map(type -> new EventName(type.wireName()))
                .toList();
    }

    /** In plain words, such as {@code Rules applied}. */
    public String words() {
        String inner = wire.replaceFirst("^io\\.postern\\.", "").replaceFirst("\\.v[0-9]+$", "");
        String last = inner.substring(inner.indexOf('.') + 1).replace('-', ' ');
        String shown = STAND_ALONE.contains(last) || last.contains(" ") ? last : inner.replace('.', ' ');
        if (shown.isEmpty()) {
            return wire;
        }
        return shown.startsWith("vm ")
                ? "VM " + shown.substring(3)
                : shown.substring(0, 1).toUpperCase(Locale.ROOT) + shown.substring(1);
    }
}
