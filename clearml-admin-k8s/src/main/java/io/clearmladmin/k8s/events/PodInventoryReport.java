package io.clearmladmin.k8s.events;

import io.clearmladmin.internal.json.Json;
import io.clearmladmin.k8s.Snapshot;
import java.time.Duration;
import java.time.Instant;

/**
 * What an inventory published.
 *
 * @param start when the run started, which is its id: {@link PodInventory#run(Instant)} repeats it
 * @param published how many pods were published
 * @param snapshot what the list that was read is true of
 * @param duration how long it took
 */
public record PodInventoryReport(Instant start, int published, Snapshot snapshot, Duration duration) {

    /** As JSON, with {@code snake_case} names and times in ISO 8601. */
    public String toJson() {
        return Json.pretty(new AsJson(start, published, snapshot.asOf(), snapshot.isConsistent(), duration.toMillis()));
    }

    private record AsJson(Instant start, int published, String asOf, boolean consistent, long durationMillis) {}

    /** For people: how many, and whether the list was of one instant. */
    public String toText() {
        return "Inventory of task pods at " + start + ": " + (snapshot.isConsistent() ? "" : "not of one instant, ")
                + published + (published == 1 ? " task pod" : " task pods") + " published, in " + duration.toMillis()
                + " ms\n";
    }

    /** As for people. */
    @Override
    public String toString() {
        return toText();
    }
}
