package io.clearmladmin.k8s.helm;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.regex.Pattern;

/** Schedules of Kubernetes CronJobs: five fields, or a name such as {@code @daily}. */
final class Schedules {

    private static final CronParser PARSER = new CronParser(dialect());
    private static final Pattern EVERY = Pattern.compile("@every (\\d+(\\.\\d+)?(h|m|s|ms|us|ns))+");

    private Schedules() {}

    private static CronDefinition dialect() {
        return CronDefinitionBuilder.defineCron()
                .withMinutes()
                .withValidRange(0, 59)
                .withStrictRange()
                .and()
                .withHours()
                .withValidRange(0, 23)
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .supportsQuestionMark()
                .withStrictRange()
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(0, 6)
                .withMondayDoWValue(1)
                .supportsQuestionMark()
                .withStrictRange()
                .and()
                .withSupportedNicknameYearly()
                .withSupportedNicknameAnnually()
                .withSupportedNicknameMonthly()
                .withSupportedNicknameWeekly()
                .withSupportedNicknameDaily()
                .withSupportedNicknameMidnight()
                .withSupportedNicknameHourly()
                .instance();
    }

    static boolean isSchedule(String text) {
        if (EVERY.matcher(text).matches()) {
            return true;
        }
        try {
            PARSER.parse(text).validate();
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }
}
