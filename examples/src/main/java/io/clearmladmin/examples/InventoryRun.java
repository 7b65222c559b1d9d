package io.clearmladmin.examples;

import io.clearmladmin.events.Event;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The pods of one run of an inventory, as its events come. */
final class InventoryRun {

    private final String name;
    private final Set<String> subjects = new TreeSet<>();
    private @Nullable Event complete;

    /** By the inventory's source and the run's start, with a blank between. */
    InventoryRun(String name) {
        this.name = name;
    }

    void present(Event event) {
        subjects.add(event.subject());
    }

    // The end of a run with failures may be followed by the end of its repetition.
    void complete(Event event) {
        if (complete == null || number(event, "failed") <= number(complete, "failed")) {
            complete = event;
        }
    }

    private static long number(Event event, String name) {
        return event.data().get(name) instanceof Number number ? number.longValue() : 0;
    }

    String name() {
        return name;
    }

    String source() {
        return name.substring(0, name.lastIndexOf(' '));
    }

    Instant start() {
        return Instant.parse(name.substring(name.lastIndexOf(' ') + 1));
    }

    /** When it was over, if that is known. */
    Instant end() {
        return complete == null ? start() : start().plusMillis(number(complete, "duration_millis"));
    }

    boolean isWhole() {
        return complete != null && number(complete, "failed") == 0 && number(complete, "count") == subjects.size();
    }

    boolean has(String subject) {
        return subjects.contains(subject);
    }

    Set<String> subjects() {
        return subjects;
    }
}
