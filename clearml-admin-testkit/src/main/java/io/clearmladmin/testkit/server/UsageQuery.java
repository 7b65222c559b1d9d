package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Which usages are wanted.
 *
 * @param days the days, in UTC
 * @param categories the categories; all if empty
 * @param withLabels whether to report each label
 */
record UsageQuery(List<LocalDate> days, List<String> categories, boolean withLabels) {

    static UsageQuery of(Body body) {
        LocalDate from = date(body, "from_date");
        LocalDate to = date(body, "to_date");
        if (from.isAfter(to)) {
            throw Refusal.validation("from_date must not be after to_date");
        }
        return new UsageQuery(
                from.datesUntil(to.plusDays(1)).toList(), body.filter("categories"), body.flag("include_labels", true));
    }

    private static LocalDate date(Body body, String name) {
        String text = body.required(name);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notOne) {
            throw Refusal.validation("error for field '" + name + "': '" + text + "' is not a date (YYYY-MM-DD)");
        }
    }

    /** The place of a time among the days; -1 if it is on none of them. */
    int day(Instant time) {
        return days.indexOf(time.atZone(ZoneOffset.UTC).toLocalDate());
    }

    boolean wants(String category) {
        return categories.isEmpty() || categories.contains(category);
    }
}
