package io.clearmladmin.k8s;

import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.UnauthorizedException;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.k8s.KubernetesException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up what belongs to keys, and remembers it. That nothing belongs to one is remembered for a short time only. When a
 * look-up fails, what was remembered serves on, the rest is unknown, and nothing is looked up for a while.
 */
final class Lookup<V> {

    private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);
    private static final int MOST = 10_000;
    static final Duration KNOWN = Duration.ofMinutes(10);
    static final Duration UNKNOWN = Duration.ofSeconds(30);
    static final Duration PAUSE = Duration.ofSeconds(15);
    /** For how long an answer about all keys is good for those that it does not have. */
    static final Duration WHOLE = Duration.ofSeconds(5);

    /** What the answer about one key says of others, and of later. */
    enum Keys {
        /** Each has its own rights, and what it does not have it will hardly have soon, such as a namespace its label. */
        APART,
        /** There is one right for all, and what is not there may still come, such as a task. */
        TOGETHER
    }

    private final String things;
    private final String what;
    // Gives what is known of the keys, and of others as it comes.
    private final Function<Set<String>, Map<String, V>> source;
    private final Keys keys;
    private final Duration quiet;
    private final Clock clock;
    // Held during a look-up; what is remembered is guarded by this, and read meanwhile.
    private final ReentrantLock lookingUp = new ReentrantLock();
    private final Map<String, Known<V>> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known<V>> eldest) {
            return size() > MOST;
        }
    };

    private Instant pausedUntil = Instant.MIN;
    private long failures;
    private boolean failing;
    private boolean refused;

    Lookup(String things, String what, Function<Set<String>, Map<String, V>> source, Duration quiet, Clock clock) {
        this(things, what, source, Keys.TOGETHER, quiet, clock);
    }

    /**
     * With the time after an answer in which nothing else is looked up: zero, if an answer is about its keys only.
     *
     * @param things what is looked up, and {@code what} by what, for messages
     * @param keys what they are; {@link Keys#TOGETHER} by default
     */
    Lookup(
            String things,
            String what,
            Function<Set<String>, Map<String, V>> source,
            Keys keys,
            Duration quiet,
            Clock clock) {
        this.things = things;
        this.what = what;
        this.source = source;
        this.keys = keys;
        this.quiet = quiet;
        this.clock = clock;
    }

    /** Until when it is not looked up again; or that it may not be looked up. */
    private record Known<V>(Optional<V> value, Instant until, boolean isRefused) {}

    /** What belongs to the key; looked up if it is not known, or was known too long ago. */
    Optional<V> of(String key) {
        load(Set.of(key));
        return known(key);
    }

    /** What was last known to belong to the key. */
    synchronized Optional<V> known(String key) {
        Known<V> remembered = known.get(key);
        return remembered == null ? Optional.empty() : remembered.value();
    }

    /** Whether what belongs to the key is not known, and may be soon. Looks nothing up. */
    synchronized boolean isUnknownForNow(String key) {
        Known<V> remembered = known.get(key);
        if (remembered != null && (remembered.value().isPresent() || remembered.isRefused())) {
            return false;
        }
        return keys == Keys.TOGETHER
                ? !refused
                : remembered == null || !clock.instant().isBefore(remembered.until());
    }

    /**
     * Looks those up that are not known, or were known too long ago: with one look-up, which the others wait for; not if the
     * last one failed.
     */
    void load(Set<String> some) {
        if (wanted(some).isEmpty() || !begin()) {
            return;
        }
        try {
            Set<String> wanted = wanted(some);
            if (!wanted.isEmpty()) {
                lookUp(wanted);
            }
        } finally {
            lookingUp.unlock();
        }
    }

    // What fails may take long, and whoever tries it again is enough.
    private boolean begin() {
        if (isFailing()) {
            return lookingUp.tryLock();
        }
        lookingUp.lock();
        return true;
    }

    private synchronized boolean isFailing() {
        return failing;
    }

    private synchronized Set<String> wanted(Set<String> some) {
        Instant now = clock.instant();
        if (now.isBefore(pausedUntil)) {
            return Set.of();
        }
        Set<String> wanted = new TreeSet<>(some);
        wanted.removeIf(key -> {
            Known<V> remembered = known.get(key);
            return remembered != null && now.isBefore(remembered.until());
        });
        return wanted;
    }

    private void lookUp(Set<String> wanted) {
        try {
            answered(wanted, Foreign.call(what, () -> source.apply(wanted)));
        } catch (RuntimeException failure) {
            failed(wanted, failure);
        }
    }

    private synchronized void answered(Set<String> wanted, Map<String, V> answer) {
        Instant now = clock.instant();
        answer.forEach((key, value) -> known.put(key, new Known<>(Optional.of(value), now.plus(KNOWN), false)));
        wanted.stream()
                .filter(key -> !answer.containsKey(key))
                .forEach(key -> known.put(key, new Known<>(Optional.empty(), now.plus(UNKNOWN), false)));
        pausedUntil = now.plus(quiet);
        recovered();
    }

    private synchronized void failed(Set<String> wanted, RuntimeException failure) {
        failures++;
        pausedUntil = clock.instant().plus(PAUSE);
        refused = isRefusal(failure);
        for (String key : wanted) {
            Known<V> remembered = known.get(key);
            if (remembered == null ? refused : remembered.value().isEmpty()) {
                known.put(key, new Known<>(Optional.empty(), Instant.MIN, refused));
            }
        }
        if (!failing) {
            failing = true;
            LOG.warn("{} cannot be looked up by {} and are unknown for now: {}", things, what, failure.getMessage());
        }
    }

    private static boolean isRefusal(RuntimeException failure) {
        return failure instanceof ForbiddenException
                || failure instanceof UnauthorizedException
                || (failure instanceof KubernetesException refusal && refusal.reason() == Reason.FORBIDDEN);
    }

    private void recovered() {
        refused = false;
        if (failing) {
            failing = false;
            LOG.info("{} can be looked up by {} again, after {} failures in all", things, what, failures);
        }
    }

    synchronized long failures() {
        return failures;
    }
}
