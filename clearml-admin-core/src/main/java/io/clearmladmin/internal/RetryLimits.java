package io.clearmladmin.internal;

import io.clearmladmin.calls.CallOptions;
import java.time.Duration;

/**
 * How often and how long a call is tried.
 *
 * @param maxAttempts the most attempts; 1 turns all retries off
 * @param unreachableRetry how long the server may be unreachable, which {@code maxAttempts} does not count; zero if it does
 */
record RetryLimits(int maxAttempts, Duration unreachableRetry) {

    RetryLimits with(CallOptions options) {
        return new RetryLimits(
                options.maxAttempts().orElse(maxAttempts),
                options.unreachableRetry().orElse(unreachableRetry));
    }
}
