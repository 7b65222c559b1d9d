package io.clearmladmin.internal.cron;

import io.clearmladmin.internal.cron.CronField.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cron schedule: five fields, in the dialect of Kubernetes' CronJob. */
public final class CronExpression {

    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final List<CronField> FIELDS = List.of(CronField.values());
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final int HOURS = 24;
    private static final int SUNDAY = 7;
    // From one 29 February to the next there may be eight years, and then it need not be a Sunday.
    private static final int DAYS_AHEAD = 41 * 366;

    private final String text;
    private final Values minutes;
    private final Values hours;
    private final Values days;
    private final Values months;
    private final Values weekdays;

    private CronExpression(String text, List<Values> fields) {
        this.text = text;
        this.minutes = fields.get(0);
        this.hours = fields.get(1);
        this.days = fields.get(2);
        this.months = fields.get(3);
        this.weekdays = fields.get(4);
    }

    /**
     * Parses an expression.
     *
     * @throws IllegalArgumentException if it is malformed, naming the field and its position, or never fires
     */
    public static CronExpression parse(String text) {
        String trimmed = text.strip();
        String expression = trimmed.startsWith("@") ? macro(text, trimmed) : text;
        List<Values> fields = new ArrayList<>();
        Matcher words = WORD.matcher(expression);
        while (words.find()) {
            if (fields.size() == FIELDS.size()) {
                throw CronField.refusal(
                        text,
                        "after the day of week",
                        words.start() + 1,
                        "there must be five fields; seconds and years are not supported");
            }
            CronField field = FIELDS.get(fields.size());
            fields.add(field.parse(text, words.group(), words.start() + 1));
        }
        if (fields.size() < FIELDS.size()) {
            String missing = FIELDS.get(fields.size()).title();
            throw CronField.refusal(
                    text,
                    missing,
                    expression.length() + 1,
                    "it is missing; there must be five fields, or a word such as @daily");
        }
        CronExpression parsed = new CronExpression(text, fields);
        parsed.refuseNever();
        return parsed;
    }

    private static String macro(String text, String trimmed) {
        String expression = MACROS.get(trimmed.toLowerCase(Locale.ROOT));
        if (expression == null) {
            throw CronField.refusal(
                    text,
                    "name",
                    text.indexOf('@') + 1,
                    "it must be one of "
                            + String.join(
                                    ", ", MACROS.keySet().stream().sorted().toList()));
        }
        return expression;
    }

    private void refuseNever() {
        if (!weekdays.isAny()) {
            return;
        }
        boolean everHappens = months.bits().stream()
                .anyMatch(month -> days.bits().nextSetBit(0) <= Month.of(month).maxLength());
        if (!everHappens) {
            throw new IllegalArgumentException(
                    "schedule '" + text + "', day of month: none of its months has such a day");
        }
    }

    /** The first time after this one; empty if there is none within forty years. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        return hours.bits().cardinality() == HOURS ? nextOfEveryHour(after, zone) : nextOfSomeHours(after, zone);
    }

    // Follows elapsed time: where the clock is turned back, an hour has its runs twice.
    private Optional<Instant> nextOfEveryHour(Instant after, ZoneId zone) {
        ZonedDateTime time = after.truncatedTo(ChronoUnit.MINUTES)
                .plus(Duration.ofMinutes(1))
                .atZone(zone);
        LocalDate end = time.toLocalDate().plusDays(DAYS_AHEAD);
        while (time.toLocalDate().isBefore(end)) {
            if (!isOn(time.toLocalDate())) {
                time = time.toLocalDate().plusDays(1).atStartOfDay(zone);
            } else if (minutes.has(time.getMinute())) {
                return Optional.of(time.toInstant());
            } else {
                time = time.plusMinutes(1);
            }
        }
        return Optional.empty();
    }

    // Follows the wall clock, from the day before, whose end may have been moved into this one.
    private Optional<Instant> nextOfSomeHours(Instant after, ZoneId zone) {
        LocalDate first = after.atZone(zone).toLocalDate().minusDays(1);
        for (int day = 0; day < DAYS_AHEAD; day++) {
            LocalDate date = first.plusDays(day);
            Optional<Instant> found = isOn(date) ? nextOn(date, after, zone) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> nextOn(LocalDate date, Instant after, ZoneId zone) {
        Instant found = null;
        for (int hour = hours.bits().nextSetBit(0);
                hour >= 0;
                hour = hours.bits().nextSetBit(hour + 1)) {
            for (int minute = minutes.bits().nextSetBit(0);
                    minute >= 0;
                    minute = minutes.bits().nextSetBit(minute + 1)) {
                Instant instant = instant(date.atTime(hour, minute), zone);
                if (instant.isAfter(after) && (found == null || instant.isBefore(found))) {
                    found = instant;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    // A time that the clock skips is the moment of the change; one that it shows twice is the first.
    private static Instant instant(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (!offsets.isEmpty()) {
            return time.toInstant(offsets.get(0));
        }
        ZoneOffsetTransition gap = zone.getRules().getTransition(time);
        return gap.getInstant();
    }

    // Cron's own rule: if both day fields are given, either suffices.
    private boolean isOn(LocalDate date) {
        boolean isDay = days.has(date.getDayOfMonth());
        boolean isWeekday = weekdays.has(date.getDayOfWeek().getValue() % SUNDAY);
        boolean isOne = days.isAny() || weekdays.isAny();
        boolean fits = isOne ? (isDay && isWeekday) : (isDay || isWeekday);
        return months.has(date.getMonthValue()) && fits;
    }

    @Override
    public String toString() {
        return text;
    }
}
