package io.clearmladmin.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<String> times(Schedule schedule, String after, int count, ZoneId zone) {
        List<String> times = new ArrayList<>();
        Instant last = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            last = schedule.next(last);
            times.add(last.atZone(zone).toOffsetDateTime().toString());
        }
        return times;
    }

    private static List<String> utc(String expression, String after, int count) {
        return times(Schedule.of(expression), after, count, ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    @hourly           | 2026-11-21T09:00Z
                    @daily            | 2026-11-22T00:00Z
                    @midnight         | 2026-11-22T00:00Z
                    @weekly           | 2026-11-22T00:00Z
                    @monthly          | 2026-12-01T00:00Z
                    @Yearly           | 2027-01-01T00:00Z
                    */15 * * * *      | 2026-11-21T08:45Z
                    7/20 * * * *      | 2026-11-21T08:47Z
                    30 8 * * *        | 2026-11-22T08:30Z
                    0 9-17/4 * * 1-5  | 2026-11-23T09:00Z
                    0 0 * * MON,fri   | 2026-11-23T00:00Z
                    0 0 31 * *        | 2026-12-31T00:00Z
                    0 0 29 2 *        | 2028-02-29T00:00Z
                    0 0 13 * 5        | 2026-11-27T00:00Z
                    0 0 */2 * 1       | 2026-11-23T00:00Z
                    0 0 ? jan-mar *   | 2027-01-01T00:00Z
                    """)
    void the_next_time_is_right(String expression, String next) {
        assertThat(utc(expression, "2026-11-21T08:30:00Z", 1)).containsExactly(next);
    }

    @Test
    void if_both_day_fields_are_given_either_will_do() {
        assertThat(utc("0 0 1,15 * 3", "2026-11-21T00:00:00Z", 3))
                .containsExactly("2026-11-25T00:00Z", "2026-12-01T00:00Z", "2026-12-02T00:00Z");
    }

    @Test
    void a_month_without_the_day_is_left_out() {
        assertThat(utc("0 0 31 * *", "2026-01-31T00:00:00Z", 3))
                .containsExactly("2026-03-31T00:00Z", "2026-05-31T00:00Z", "2026-07-31T00:00Z");
    }

    @Test
    void a_time_that_is_left_out_comes_when_the_clock_is_put_forward() {
        assertThat(times(Schedule.of("30 2 * * *").in(BERLIN), "2026-03-28T00:00:00Z", 3, BERLIN))
                .containsExactly("2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    }

    @Test
    void a_time_that_comes_twice_is_taken_the_first_time() {
        assertThat(times(Schedule.of("30 2 * * *").in(BERLIN), "2026-10-24T12:00:00Z", 2, BERLIN))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    }

    @Test
    void what_runs_every_hour_goes_by_the_time_that_passes() {
        assertThat(times(Schedule.of("@hourly").in(BERLIN), "2026-10-24T23:30:00Z", 4, BERLIN))
                .containsExactly(
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T03:00+01:00",
                        "2026-10-25T04:00+01:00");
        assertThat(times(Schedule.of("*/30 * * * *").in(BERLIN), "2026-03-29T00:30:00Z", 2, BERLIN))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00");
    }

    @Test
    void a_midnight_that_the_clock_leaves_out_is_not_missed() {
        ZoneId cairo = ZoneId.of("Africa/Cairo");
        // On 24 April 2026 the clock goes from 00:00 to 01:00.
        assertThat(times(Schedule.of("@daily").in(cairo), "2026-04-23T12:00:00Z", 2, cairo))
                .containsExactly("2026-04-24T01:00+03:00", "2026-04-25T00:00+03:00");
    }

    @Test
    void it_agrees_with_looking_at_every_minute() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 60; run++) {
            int minute = random.nextInt(60);
            int step = 1 + random.nextInt(12);
            int from = random.nextInt(12);
            int day = 1 + random.nextInt(28);
            int weekday = random.nextInt(7);
            boolean isBoth = random.nextBoolean();
            String expression =
                    minute + "/" + step + " " + from + "-" + (from + 5) + " " + (isBoth ? day : "*") + " * " + weekday;
            LocalDateTime time = LocalDate.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28))
                    .atTime(random.nextInt(24), random.nextInt(60));
            Instant next = Schedule.of(expression).next(time.toInstant(ZoneOffset.UTC));
            LocalDateTime looked = time.plusMinutes(1);
            while (!(looked.getMinute() >= minute
                    && (looked.getMinute() - minute) % step == 0
                    && looked.getHour() >= from
                    && looked.getHour() <= from + 5
                    && (looked.getDayOfWeek().getValue() % 7 == weekday
                            || (isBoth && looked.getDayOfMonth() == day)))) {
                looked = looked.plusMinutes(1);
            }
            assertThat(next)
                    .as("seed " + seed + ", " + expression + " after " + time)
                    .isEqualTo(looked.toInstant(ZoneOffset.UTC));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    61 * * * *     | minute, at character 1: 61 must be from 0 to 59
                    0 5,24 * * *   | hour, at character 5: 24 must be from 0 to 23
                    0 0 0 * *      | day of month, at character 5: 0 must be from 1 to 31
                    0 0 * 1-13 *   | month, at character 9: 13 must be from 1 to 12
                    0 0 * foo *    | month, at character 7: 'foo' is not a number, nor one of jan, feb
                    0 0 * * 7      | day of week, at character 9: 7 must be from 0 to 6; Sunday is 0
                    0 0 * * fri-mon | day of week, at character 9: the range fri-mon ends before it begins
                    */0 * * * *    | minute, at character 3: the step must be at least 1
                    1,,2 * * * *   | minute, at character 3: a number is missing
                    0 0 * *        | day of week, at character 8: it is missing
                    0 0 0 * * *    | day of month, at character 5: 0 must be from 1 to
                    0 0 1 * * 2026 | after the day of week, at character 11: there must be five fields
                    @every 5m      | name, at character 1: it must be one of @annually, @daily
                    0 0 30 2 *     | day of month: none of its months has such a day
                    """)
    void a_mistake_is_named_with_its_place(String expression, String message) {
        assertThatThrownBy(() -> Schedule.of(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expression)
                .hasMessageContaining(message);
    }
}
