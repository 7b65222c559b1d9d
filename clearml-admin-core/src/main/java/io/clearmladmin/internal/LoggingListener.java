package io.clearmladmin.internal;

import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs attempts at DEBUG: endpoint, attempt, status, time and ids, and nothing else. */
final class LoggingListener implements CallListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.clearmladmin");

    static boolean isOn() {
        return LOG.isDebugEnabled();
    }

    @Override
    public void onAttempt(CallEvent attempt) {
        LOG.debug(
                "{} attempt {}: {} in {} ms, trx {}, request id {}",
                attempt.endpoint(),
                attempt.attempt(),
                outcome(attempt),
                attempt.duration().toMillis(),
                attempt.trx(),
                attempt.requestId().orElse("none"));
    }

    private static String outcome(CallEvent attempt) {
        String status = attempt.httpStatus().isPresent()
                ? attempt.httpStatus().getAsInt() + "/" + attempt.subcode().orElse(0)
                : "no reply";
        return attempt.failure()
                .map(failure -> status + " " + failure.getClass().getSimpleName())
                .orElse(status);
    }
}
