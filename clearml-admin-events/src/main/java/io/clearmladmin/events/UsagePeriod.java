package io.clearmladmin.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** What {@link PodUsage} is added up by. A period begins at a border, which belongs to it, and ends at the next. */
public enum UsagePeriod {
    /**
     * An hour of a day: the first begins with the day. Where clocks are changed by half an hour, the day's last hour is a half.
     */
    HOUR,
    /** A calendar day, which has 23 to 25 hours where clocks are changed. */
    DAY;

    /** When the period began in which this time lies. */
    public OffsetDateTime startOf(Instant time, ZoneId zone) {
        return start(time, zone).toOffsetDateTime();
    }

    /** When the period ends in which this time lies: the start of the next. */
    public OffsetDateTime endOf(Instant time, ZoneId zone) {
        ZonedDateTime nextDay = day(time, zone, 1);
        if (this == DAY) {
            return nextDay.toOffsetDateTime();
        }
        ZonedDateTime end = start(time, zone).plusHours(1);
        return (end.isBefore(nextDay) ? end : nextDay).toOffsetDateTime();
    }

    // Counted from the day's start: a wall clock that is set back shows some times twice.
    private ZonedDateTime start(Instant time, ZoneId zone) {
        ZonedDateTime day = day(time, zone, 0);
        return this == DAY ? day : day.plusHours(ChronoUnit.HOURS.between(day.toInstant(), time));
    }

    private static ZonedDateTime day(Instant time, ZoneId zone, int later) {
        Objects.requireNonNull(zone, "zone");
        LocalDate date = time.atZone(zone).toLocalDate();
        return date.plusDays(later).atStartOfDay(zone);
    }
}
