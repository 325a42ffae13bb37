package io.postern.policy.read;

import io.postern.policy.rule.Groups;
import io.postern.policy.rule.Schedule;
import io.postern.policy.text.Nearest;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a policy gives names to, and the rules use by name.
 */
record Names(Groups groups, Map<String, Schedule> schedules) {
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    static Names read(Section policy) {
        Map<String, String> ids = new LinkedHashMap<>();
        policy.get("groups", Part::names)
                .ifPresent(section -> section.all().forEach((name, id) -> {
                    if (GUID.matcher(name).matches()) {
                        throw id.fault("a group's name is not an object id; call it something.");
                    }
                    ids.put(name, guid(id));
                }));
        Map<String, Schedule> schedules = new LinkedHashMap<>();
        policy.get("schedules", Part::names)
                .ifPresent(section -> section.all().forEach((name, part) -> schedules.put(name, schedule(name, part))));
        return new Names(new Groups(ids), schedules);
    }

    private static String guid(Part part) {
        String written = part.text();
        if (!GUID.matcher(written).matches()) {
            throw part.fault("write the object id of a group in Entra here, such as "
                    + "33333333-0000-0000-0000-000000000001, not " + written + ".");
        }
        return written.toLowerCase(Locale.ROOT);
    }

    private static Schedule schedule(String name, Part part) {
        Section section = part.section("zone", "days", "from", "to");
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        section.get("days", Part::oneOrMore)
                .ifPresentOrElse(
                        list -> list.forEach(day -> days.add(DayOfWeek.of(DAYS.indexOf(day.oneOf(DAYS)) + 1))),
                        () -> days.addAll(EnumSet.allOf(DayOfWeek.class)));
        Part from = section.need("from");
        Part to = section.need("to");
        if (time(from) == Schedule.MIDNIGHT || time(to) == 0 || time(from) == time(to)) {
            throw from.fault(
                    "a schedule runs from a time before 24:00 to another time; write the end of a day as 24:00.");
        }
        return new Schedule(name, zone(section.need("zone")), days, time(from), time(to));
    }

    private static ZoneId zone(Part part) {
        String written = part.text();
        try {
            if (ZoneId.getAvailableZoneIds().contains(written)) {
                return ZoneId.of(written);
            }
        } catch (DateTimeException broken) {
            throw part.fault("the zone " + written + " cannot be used: " + broken.getMessage() + ".");
        }
        throw part.fault("write a zone of the tz database here, such as Europe/Amsterdam, not " + written + "."
                + Nearest.question(written, ZoneId.getAvailableZoneIds()));
    }

    private static int time(Part part) {
        String written = part.text();
        if (!TIME.matcher(written).matches()) {
            throw part.fault("write a time of day as \"08:00\" here, not " + written + ".");
        }
        int colon = written.indexOf(':');
        return Integer.parseInt(written.substring(0, colon)) * 3600
                + Integer.parseInt(written.substring(colon + 1)) * 60;
    }

    /** The object ids of groups that are named, or given by object id. */
    List<String> groupIds(List<Part> parts) {
        Set<String> ids = new LinkedHashSet<>();
        for (Part part : parts) {
            String written = part.text();
            if (GUID.matcher(written).matches()) {
                ids.add(written.toLowerCase(Locale.ROOT));
                continue;
            }
            ids.add(groups.id(written)
                    .orElseThrow(() -> part.fault("there is no group " + written + "; add it under groups."
                            + Nearest.question(written, groups.ids().keySet()))));
        }
        return List.copyOf(ids);
    }

    Schedule schedule(Part part) {
        String written = part.text();
        Schedule schedule = schedules.get(written);
        if (schedule == null) {
            throw part.fault("there is no schedule " + written + "; add it under schedules."
                    + Nearest.question(written, schedules.keySet()));
        }
        return schedule;
    }
}
