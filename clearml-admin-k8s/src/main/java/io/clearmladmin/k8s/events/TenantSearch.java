package io.clearmladmin.k8s.events;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Foreign;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TenantResolver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches for the tenants of pods until they are known, or it is known that they will not be: at once, and every second from
 * then on. By a thread of its own, since a look-up at a server that does not answer takes its time. For many threads.
 */
final class TenantSearch implements AutoCloseable {

    /** Found instead of a tenant: there is none to wait for. */
    static final String NONE = "";

    private static final Duration EVERY = Duration.ofSeconds(1);
    // What does not fit comes with the next round.
    private static final int MOST_NEW = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(TenantResolver.class);

    private final TenantResolver tenants;
    private final long everyNanos;
    private final Thread thread = Threads.repeating("clearml-tenant-search", this::turn, this::ended);
    private final Map<String, TaskPod> wanted = new ConcurrentHashMap<>();
    private final Map<String, String> found = new ConcurrentHashMap<>();
    private final BlockingQueue<TaskPod> added = new LinkedBlockingQueue<>(MOST_NEW);
    // The thread's own.
    private final Deque<TaskPod> round = new ArrayDeque<>();
    private long roundAt = System.nanoTime();
    private volatile boolean isClosed;
    private volatile @Nullable Throwable failure;

    TenantSearch(TenantResolver tenants) {
        this(tenants, EVERY);
    }

    TenantSearch(TenantResolver tenants, Duration every) {
        this.tenants = tenants;
        this.everyNanos = every.toNanos();
    }

    void start() {
        thread.start();
    }

    /** Begins to search for the tenant of this pod. */
    void add(TaskPod pod) {
        wanted.put(pod.uid(), pod);
        boolean unused = added.offer(pod);
    }

    /** Its tenant is not wanted any more. */
    void remove(String uid) {
        wanted.remove(uid);
    }

    /** What was found since the last time, by uid; {@link #NONE} where no tenant is to be waited for. */
    Map<String, String> takeFound() {
        Map<String, String> taken = new HashMap<>();
        for (Iterator<Map.Entry<String, String>> each = found.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, String> one = each.next();
            taken.put(one.getKey(), one.getValue());
            each.remove();
        }
        return taken;
    }

    /** The {@link VirtualMachineError} that has ended it; empty if none has. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private void ended(Throwable why) {
        failure = why;
    }

    private boolean turn() throws InterruptedException {
        TaskPod next = added.poll(round.isEmpty() ? nanosToRound() : 0, TimeUnit.NANOSECONDS);
        if (next == null) {
            next = round.poll();
        }
        if (next != null) {
            search(next);
        }
        if (round.isEmpty() && nanosToRound() == 0) {
            round.addAll(wanted.values());
            roundAt = System.nanoTime();
        }
        return !isClosed;
    }

    private long nanosToRound() {
        return Math.max(0, roundAt + everyNanos - System.nanoTime());
    }

    private void search(TaskPod pod) {
        if (!isClosed && wanted.containsKey(pod.uid())) {
            Optional<String> tenant = tenantOf(pod);
            if (tenant.isPresent() && wanted.remove(pod.uid()) != null) {
                found.put(pod.uid(), tenant.get());
            }
        }
    }

    // Empty as long as there may be one.
    private Optional<String> tenantOf(TaskPod pod) {
        try {
            return Foreign.call("the tenant resolver", () -> {
                Optional<String> tenant = tenants.tenantOf(pod);
                return tenant.isPresent() || tenants.isUnknownForNow(pod) ? tenant : Optional.of(NONE);
            });
        } catch (RuntimeException unresolved) {
            LOG.debug("The tenant of {} is not known: {}", pod.name(), SafeText.line(unresolved.toString()));
            return Optional.empty();
        }
    }

    /** Ends it; a look-up that is running is not waited for. May be called again. */
    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }
}
