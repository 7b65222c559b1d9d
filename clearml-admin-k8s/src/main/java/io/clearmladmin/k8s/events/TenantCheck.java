package io.clearmladmin.k8s.events;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.TenantResolver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries at the start, and every minute from then on, whether the tenants of pods can be known: the monitor says what is missing
 * before there is a pod, and for as long as it is. By a thread of its own, which no event waits for.
 */
final class TenantCheck implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(TenantCheck.class);

    private final TenantResolver tenants;
    private final PodQuery query;
    private final Duration every;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Threads.repeating("clearml-tenant-check", this::turn, why -> {});
    private volatile String problem = "";

    TenantCheck(TenantResolver tenants, PodQuery query) {
        this(tenants, query, EVERY);
    }

    TenantCheck(TenantResolver tenants, PodQuery query, Duration every) {
        this.tenants = tenants;
        this.query = query;
        this.every = every;
    }

    void start() {
        thread.start();
    }

    /** What was missing the last time; empty if nothing was. */
    Optional<String> problem() {
        String last = problem;
        return last.isEmpty() ? Optional.empty() : Optional.of(last);
    }

    /** Tries it now. */
    Optional<String> check() {
        try {
            return Foreign.call("the tenant resolver", () -> tenants.problem(query));
        } catch (RuntimeException failure) {
            return Optional.of(SafeText.line(failure.toString()));
        }
    }

    private boolean turn() throws InterruptedException {
        String now = check().orElse("");
        if (!now.isEmpty() && problem.isEmpty()) {
            LOG.warn("Events may have no tenant until this is put right: {}", now);
        } else if (now.isEmpty() && !problem.isEmpty()) {
            LOG.info("Tenants are known again");
        }
        problem = now;
        return !closing.await(every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends it; what it tries just now is not waited for. May be called again. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
