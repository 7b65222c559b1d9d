package io.clearmladmin.k8s.helm;

import io.clearmladmin.k8s.events.Schedule;
import java.util.regex.Pattern;

/** Schedules of Kubernetes CronJobs: what {@link Schedule} knows, and {@code @every}. */
final class Schedules {

    private static final Pattern EVERY = Pattern.compile("@every (\\d+(\\.\\d+)?(h|m|s|ms|us|ns))+");

    private Schedules() {}

    static boolean isSchedule(String text) {
        if (EVERY.matcher(text).matches()) {
            return true;
        }
        try {
            Schedule.of(text);
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }
}
