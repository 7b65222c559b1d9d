package io.clearmladmin.events;

import java.util.Set;

/**
 * The types of events about a monitor of task pods itself: from when to when it watched. Their subject is {@code monitor/} and
 * the monitor's UUID, which is the source of its events. Their schemas say what each carries: {@link EventSchemas}.
 */
public final class MonitorEvents {

    /**
     * Lifecycle: everything that happened up to {@code until} is known, and was published before this. Comes at most once a
     * minute while the monitor watches.
     */
    public static final String WATCHING = "monitor.watching";

    /** Lifecycle: nobody watched from {@code since} to {@code until}, and states that came and went then are not known. */
    public static final String GAP = "monitor.gap";

    private MonitorEvents() {}

    /** All of them. */
    public static Set<String> types() {
        return Set.of(WATCHING, GAP);
    }
}
