package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The intervals of a report over time. */
final class Buckets {

    private static final int MOST = 10_000;

    private Buckets() {}

    /** The starts of the intervals from {@code from_date} to {@code to_date}. */
    static List<Instant> of(Body body) {
        Instant from = body.requiredTime("from_date");
        Instant to = body.requiredTime("to_date");
        long interval = interval(body);
        if (!from.isBefore(to)) {
            throw new Refusal(400, 16, "Invalid value for fields (from_date must be less than to_date)");
        }
        List<Instant> starts = new ArrayList<>();
        for (Instant start = from; start.isBefore(to) && starts.size() < MOST; start = start.plusSeconds(interval)) {
            starts.add(start);
        }
        return starts;
    }

    static long interval(Body body) {
        Long interval = body.number("interval");
        if (interval == null) {
            throw Refusal.validation("error for field 'interval'. field is required!");
        }
        if (interval < 1) {
            throw Refusal.validation("error for field 'interval': '" + interval + "' is less than minimum ('1')..");
        }
        return interval;
    }

    static List<Long> seconds(List<Instant> times) {
        return times.stream().map(Instant::getEpochSecond).toList();
    }

    static List<Long> millis(List<Instant> times) {
        return times.stream().map(Instant::toEpochMilli).toList();
    }

    static boolean isWithin(Instant time, Instant start, long seconds) {
        return !time.isBefore(start) && time.isBefore(start.plusSeconds(seconds));
    }
}
