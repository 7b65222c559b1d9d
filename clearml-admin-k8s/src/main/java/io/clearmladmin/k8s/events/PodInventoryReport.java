package io.clearmladmin.k8s.events;

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

    /** A line for people. */
    @Override
    public String toString() {
        return "Inventory of " + start + ": " + published + " task pods published, in " + duration.toMillis() + " ms"
                + (snapshot.isConsistent() ? "" : "; the list was not of one instant");
    }
}
