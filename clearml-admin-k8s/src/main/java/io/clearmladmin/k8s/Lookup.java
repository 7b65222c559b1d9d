package io.clearmladmin.k8s;

import io.clearmladmin.internal.threads.Foreign;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up what belongs to a key, and remembers it. That nothing belongs to it is remembered for a short time only. When a
 * look-up fails, what was remembered serves on, the rest is unknown, and nothing is looked up for a while.
 */
final class Lookup {

    private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);
    private static final int MOST = 10_000;
    static final Duration KNOWN = Duration.ofMinutes(10);
    static final Duration UNKNOWN = Duration.ofSeconds(30);
    static final Duration PAUSE = Duration.ofSeconds(15);
    /** For how long an answer about all keys is good for those that it does not have. */
    static final Duration WHOLE = Duration.ofSeconds(5);

    private final String what;
    // Gives what is known of the key, and of others as it comes.
    private final Function<String, Map<String, String>> source;
    private final Duration quiet;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    private Instant pausedUntil = Instant.MIN;
    private long failures;
    private boolean failing;

    /** With the time after an answer in which nothing else is looked up: zero, if an answer is about its key only. */
    Lookup(String what, Function<String, Map<String, String>> source, Duration quiet, Clock clock) {
        this.what = what;
        this.source = source;
        this.quiet = quiet;
        this.clock = clock;
    }

    private record Known(Optional<String> value, Instant until) {}

    // One look-up at a time: the others wait for the same answer, most likely.
    synchronized Optional<String> of(String key) {
        Instant now = clock.instant();
        Known remembered = known.get(key);
        if (remembered != null && now.isBefore(remembered.until())) {
            return remembered.value();
        }
        if (now.isBefore(pausedUntil)) {
            return remembered == null ? Optional.empty() : remembered.value();
        }
        try {
            Map<String, String> answer = new HashMap<>(Foreign.call(what, () -> source.apply(key)));
            answer.putIfAbsent(key, "");
            answer.forEach((each, value) -> remember(each, value, clock.instant()));
            pausedUntil = clock.instant().plus(quiet);
            recovered();
        } catch (RuntimeException failure) {
            failed(failure);
            return remembered == null ? Optional.empty() : remembered.value();
        }
        Known answered = known.get(key);
        return answered == null ? Optional.empty() : answered.value();
    }

    private void remember(String key, String value, Instant now) {
        known.put(
                key,
                value.isEmpty()
                        ? new Known(Optional.empty(), now.plus(UNKNOWN))
                        : new Known(Optional.of(value), now.plus(KNOWN)));
    }

    private void failed(RuntimeException e) {
        failures++;
        pausedUntil = clock.instant().plus(PAUSE);
        if (!failing) {
            failing = true;
            LOG.warn("Tenants cannot be looked up by {} and are unknown for now: {}", what, e.getMessage());
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.info("Tenants can be looked up by {} again, after {} failures in all", what, failures);
        }
    }

    synchronized long failures() {
        return failures;
    }
}
