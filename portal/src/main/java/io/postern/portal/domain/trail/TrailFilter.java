package io.postern.portal.domain.trail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which part of the trail somebody wants to see, as they typed it; what is empty does not matter.
 *
 * @param vm the id of a VM, or its name alone
 * @param from as a form gives it, in UTC
 */
public record TrailFilter(String request, String actor, String vm, String type, String from, String to) {
    public static final TrailFilter NONE = new TrailFilter("", "", "", "", "", "");

    public TrailFilter {
        request = request.strip();
        actor = actor.strip();
        vm = vm.strip();
        type = type.strip();
        from = from.strip();
        to = to.strip();
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** The same with the whole id of its VM. */
    public TrailFilter withVm(String id) {
        return new TrailFilter(request, actor, id, type, from, to);
    }

    /** Its parts by the names that the service knows; times that cannot be read go as they are, and are refused there. */
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("request", request);
        parts.put("actor", actor);
        parts.put("vm", vm);
        parts.put("type", type);
        parts.put("from", instant(from));
        parts.put("to", instant(to));
        return parts;
    }

    private static String instant(String text) {
        if (text.isEmpty() || text.endsWith("Z")) {
            return text;
        }
        try {
            Instant at = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            return at.toString();
        } catch (DateTimeException notOurForm) {
            return text;
        }
    }
}
