package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.TaskPod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Events of pods whose tenants are not known, but may be soon: they wait for them, so long at most, and with them all that comes
 * after them, which are the later events of the same pods, and what the monitor says of itself. Events of other pods pass. What
 * waits is not in the journal: after a restart, it is what changed meanwhile.
 *
 * <p>For one thread. It waits by letting events go on later: whoever calls it must do so again and again.
 */
final class AwaitedTenants {

    /** How many events of pods wait at most; beyond that, those that have waited longest go on without a tenant. */
    static final int MOST = 10_000;

    private final TenantSearch search;
    private final PodDetails details;
    private final BiConsumer<String, String> whenFound;
    private final long longestNanos;
    private final LongSupplier nanoTime;
    // By uid; those that have waited longest come first.
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Deque<OfMonitor> ofMonitor = new ArrayDeque<>();
    private long numbers;
    private int size;

    /**
     * The events of a pod.
     *
     * @param number the order in which pods began to wait
     * @param since by the nanosecond clock
     */
    private record Waiting(long number, long since, TaskPod pod, List<Event> events) {}

    /** An event of the monitor itself, which no pod that began to wait before may come after. */
    private record OfMonitor(long after, Event event) {}

    /** One that waits no more, and the tenant that was found; {@link TenantSearch#NONE} if none was. */
    private record Released(Waiting waited, String tenant) {

        boolean isOwned() {
            return !tenant.equals(TenantSearch.NONE);
        }

        TaskPod pod() {
            return isOwned() ? waited.pod.withTenant(Optional.of(tenant)) : waited.pod;
        }
    }

    /** With the longest time; zero lets all pass. {@code whenFound} is given a pod's uid and its tenant. */
    AwaitedTenants(
            TenantSearch search,
            PodDetails details,
            BiConsumer<String, String> whenFound,
            Duration longest,
            LongSupplier nanoTime) {
        this.search = search;
        this.details = details;
        this.whenFound = whenFound;
        this.longestNanos = longest.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * What is to be published now, in order: of these and of those that waited. Of the pods that are given, by uid, an event
     * without a tenant waits.
     */
    List<Event> next(List<Event> events, Map<String, TaskPod> pods) {
        if (longestNanos == 0) {
            return events;
        }
        List<Event> next = new ArrayList<>();
        Map<String, String> found = search.takeFound();
        for (Event event : events) {
            if (PodLife.Published.isOfPod(event)) {
                passOrWait(event, pods, found, next);
            } else if (waiting.isEmpty() && ofMonitor.isEmpty()) {
                next.add(event);
            } else {
                ofMonitor.add(new OfMonitor(numbers, event));
            }
        }
        release(found, next);
        return next;
    }

    private void passOrWait(Event event, Map<String, TaskPod> pods, Map<String, String> found, List<Event> next) {
        String uid = PodLife.Published.uid(event);
        Waiting before = waiting.get(uid);
        TaskPod pod = pods.get(uid);
        if (before != null) {
            before.events.add(event);
            size++;
            if (!event.tenant().isEmpty()) {
                found.put(uid, event.tenant());
            }
        } else if (event.tenant().isEmpty() && pod != null) {
            waiting.put(uid, new Waiting(++numbers, nanoTime.getAsLong(), pod, new ArrayList<>(List.of(event))));
            size++;
            search.add(pod);
        } else {
            next.add(event);
        }
    }

    private void release(Map<String, String> found, List<Event> next) {
        List<Released> released = new ArrayList<>();
        found.forEach((uid, tenant) -> {
            Waiting one = waiting.remove(uid);
            if (one != null) {
                size -= one.events.size();
                released.add(new Released(one, tenant));
            }
        });
        long now = nanoTime.getAsLong();
        Iterator<Waiting> longest = waiting.values().iterator();
        boolean isMore = true;
        while (isMore && longest.hasNext()) {
            Waiting one = longest.next();
            isMore = size > MOST || now - one.since >= longestNanos;
            if (isMore) {
                longest.remove();
                size -= one.events.size();
                released.add(new Released(one, TenantSearch.NONE));
            }
        }
        publish(released, next);
        long oldest =
                waiting.isEmpty() ? Long.MAX_VALUE : waiting.values().iterator().next().number;
        while (!ofMonitor.isEmpty() && ofMonitor.element().after < oldest) {
            next.add(ofMonitor.remove().event);
        }
    }

    private void publish(List<Released> released, List<Event> next) {
        released.forEach(one -> search.remove(one.pod().uid()));
        List<Released> owned = released.stream().filter(Released::isOwned).toList();
        owned.forEach(one -> whenFound.accept(one.pod().uid(), one.tenant));
        details.load(owned.stream().map(Released::pod).toList());
        for (Released one : released) {
            List<Event> events = one.waited.events;
            next.addAll(
                    one.isOwned()
                            ? events.stream().map(event -> owned(event, one)).toList()
                            : events);
        }
    }

    // What was observed stands; what is known in the tenant only comes with it.
    private Event owned(Event event, Released by) {
        Map<String, Object> data = new LinkedHashMap<>(event.data());
        details.addTask(data, by.pod());
        return new Event(event.source(), event.kind(), event.type(), by.tenant, event.subject(), event.time(), data);
    }

    /** All that waits, in order, with the tenants that are known by now. Nothing waits after that. */
    List<Event> end() {
        List<Event> next = new ArrayList<>();
        Map<String, String> found = new LinkedHashMap<>();
        waiting.keySet().forEach(uid -> found.put(uid, TenantSearch.NONE));
        found.putAll(search.takeFound());
        release(found, next);
        return next;
    }

    /** Whether events of this pod wait. */
    boolean isWaiting(String uid) {
        return waiting.containsKey(uid);
    }

    /** How many events of pods wait. */
    int size() {
        return size;
    }
}
