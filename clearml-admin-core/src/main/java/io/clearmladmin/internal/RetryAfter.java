package io.clearmladmin.internal;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds, or a date on the server's clock; at most a day. */
final class RetryAfter {

    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    private RetryAfter() {}

    static @Nullable Duration of(Response response, Time time) {
        String value = response.header("Retry-After");
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long seconds = text.length() > 6 ? LONGEST_SECONDS : Long.parseLong(text);
            return Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS));
        }
        Instant date = response.headers().getInstant("Retry-After");
        if (date == null) {
            return null;
        }
        Instant serverNow = response.headers().getInstant("Date");
        Duration wait = Duration.between(serverNow == null ? time.now() : serverNow, date);
        Duration longest = Duration.ofSeconds(LONGEST_SECONDS);
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(longest) > 0 ? longest : wait;
    }
}
