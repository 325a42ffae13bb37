package io.postern.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules go by the clock on the wall, in nights on which it is put back or forward too. */
class ScheduleTest {
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private static Schedule schedule(String zone, Set<DayOfWeek> days, int from, int to) {
        return new Schedule("s", ZoneId.of(zone), days, from * 60, to * 60);
    }

    @ParameterizedTest
    @CsvSource({
        // winter: UTC+1
        "2026-01-05T06:59:59Z, false",
        "2026-01-05T07:00:00Z, true",
        "2026-01-05T16:59:59Z, true",
        "2026-01-05T17:00:00Z, false",
        // summer: UTC+2
        "2026-07-06T05:59:59Z, false",
        "2026-07-06T06:00:00Z, true",
        "2026-07-06T15:59:59Z, true",
        "2026-07-06T16:00:00Z, false",
        // a Saturday, and the days on which the clock changes, which are Sundays
        "2026-01-10T12:00:00Z, false",
        "2026-03-29T12:00:00Z, false",
        // the first Monday after each change
        "2026-03-30T06:00:00Z, true",
        "2026-10-26T06:00:00Z, false",
        "2026-10-26T07:00:00Z, true"
    })
    void officeHoursInAmsterdamFollowTheClockThere(Instant at, boolean inside) {
        assertThat(schedule("Europe/Amsterdam", WEEKDAYS, 8 * 60, 18 * 60).contains(at))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        // spring, 29 March: after 01:59:59 comes 03:00:00, so that half past two is never
        "2026-03-29T00:59:59Z, false",
        "2026-03-29T01:00:00Z, false",
        "2026-03-29T01:30:00Z, false",
        // autumn, 25 October: half past two is twice
        "2026-10-25T00:14:59Z, false",
        "2026-10-25T00:15:00Z, true",
        "2026-10-25T00:44:59Z, true",
        "2026-10-25T00:45:00Z, false",
        "2026-10-25T01:14:59Z, false",
        "2026-10-25T01:15:00Z, true",
        "2026-10-25T01:44:59Z, true",
        "2026-10-25T01:45:00Z, false"
    })
    void anHourThatIsSkippedIsNeverAndOneThatIsShownTwiceIsTwice(Instant at, boolean inside) {
        Schedule aroundHalfPastTwo =
                schedule("Europe/Amsterdam", EnumSet.allOf(DayOfWeek.class), 2 * 60 + 15, 2 * 60 + 45);
        assertThat(aroundHalfPastTwo.contains(at)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        // Saturday night to Sunday 29 March is an hour shorter, to Sunday 25 October an hour longer
        "2026-03-28T20:59:59Z, false",
        "2026-03-28T21:00:00Z, true",
        "2026-03-29T03:59:59Z, true",
        "2026-03-29T04:00:00Z, false",
        "2026-10-24T19:59:59Z, false",
        "2026-10-24T20:00:00Z, true",
        "2026-10-25T04:59:59Z, true",
        "2026-10-25T05:00:00Z, false",
        // Sunday night is no Saturday night
        "2026-03-29T21:00:00Z, false"
    })
    void aNightBelongsToTheDayOnWhichItBegins(Instant at, boolean inside) {
        Schedule saturdayNight = schedule("Europe/Amsterdam", EnumSet.of(DayOfWeek.SATURDAY), 22 * 60, 6 * 60);
        assertThat(saturdayNight.contains(at)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        // Santiago puts the clock forward at midnight: on 6 September 2026 there is no hour from 00:00 to 01:00
        "2026-09-06T03:59:59Z, false",
        "2026-09-06T04:00:00Z, false",
        "2026-09-07T03:29:59Z, true",
        // and back at midnight on 5 April: 23:00 to 24:00 is on Saturday twice
        "2026-04-05T02:30:00Z, false",
        "2026-04-05T03:30:00Z, false",
        "2026-04-05T04:00:00Z, true"
    })
    void theFirstHourOfADayCanBeMissingInTheSouth(Instant at, boolean inside) {
        assertThat(schedule("America/Santiago", EnumSet.allOf(DayOfWeek.class), 0, 60)
                        .contains(at))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        // Lord Howe moves by half an hour: 4 October 2026, 02:00 becomes 02:30
        "2026-10-03T15:29:59Z, true",
        "2026-10-03T15:30:00Z, false",
        "2026-10-04T14:59:59Z, false",
        "2026-10-04T15:00:00Z, false"
    })
    void aZoneMayMoveByHalfAnHour(Instant at, boolean inside) {
        Schedule toTwo = schedule("Australia/Lord_Howe", EnumSet.of(DayOfWeek.SUNDAY), 60, 2 * 60);
        assertThat(toTwo.contains(at)).isEqualTo(inside);
    }
}
