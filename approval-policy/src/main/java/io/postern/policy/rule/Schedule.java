package io.postern.policy.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Times of a week, by what the clock on a wall in that zone shows: an hour that the clock skips is never in it, and one that
 * it shows twice is in it twice. Half-open; when it ends before it starts it goes on past midnight, and belongs to the day on
 * which it starts.
 *
 * @param from seconds after midnight
 * @param to seconds after midnight, at most {@link #MIDNIGHT}
 */
public record Schedule(String name, ZoneId zone, Set<DayOfWeek> days, int from, int to) {
    /** The end of a day, 24:00. */
    public static final int MIDNIGHT = 86_400;

    public Schedule {
        days = Set.copyOf(days);
        if (from < 0 || from >= MIDNIGHT || to <= 0 || to > MIDNIGHT || from == to) {
            throw new IllegalArgumentException("a schedule runs from 00:00 at the earliest, and ends at another time");
        }
    }

    public boolean contains(Instant at) {
        ZonedDateTime shown = at.atZone(zone);
        DayOfWeek day = shown.getDayOfWeek();
        int time = shown.toLocalTime().toSecondOfDay();
        if (from < to) {
            return days.contains(day) && time >= from && time < to;
        }
        return time >= from ? days.contains(day) : time < to && days.contains(day.minus(1));
    }
}
