package io.clearmladmin.testkit;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How often a sink or journal is still to fail, and how. Guarded by its owner. */
final class TestFailures {

    int before;
    int after;
    Predicate<Event> refused = event -> false;

    void clearFaults() {
        before = 0;
        after = 0;
        refused = event -> false;
    }

    /** Throws if this is to fail before anything is kept. */
    void before(List<Event> events) {
        if (before > 0) {
            before--;
            throw all(events, Fate.NOT_EMITTED, "it was set to fail");
        }
    }

    /** Throws if this is to fail though all is kept. */
    void after(List<Event> events) {
        if (after > 0) {
            after--;
            throw all(events, Fate.UNKNOWN, "it was set to lose the answer");
        }
    }

    Set<Event> refused(List<Event> events) {
        return events.stream().filter(refused).collect(Collectors.toSet());
    }

    static EventsNotEmittedException all(List<Event> events, Fate fate, String reason) {
        return EventsNotEmittedException.none(events, fate, reason, null);
    }

    static int count(String field, int times) {
        if (times < 0) {
            throw new IllegalArgumentException(field + ": must not be negative, got " + times);
        }
        return times;
    }
}
