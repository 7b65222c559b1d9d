package io.clearmladmin.helm;

import io.clearmladmin.internal.cron.CronExpression;
import java.util.regex.Pattern;

/** Schedules of Kubernetes CronJobs: those of {@link CronExpression}, and {@code @every}. */
final class Schedules {

    private static final Pattern EVERY = Pattern.compile("@every (\\d+(\\.\\d+)?(h|m|s|ms|us|ns))+");

    private Schedules() {}

    static boolean isSchedule(String text) {
        if (EVERY.matcher(text).matches()) {
            return true;
        }
        try {
            CronExpression.parse(text);
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }
}
