package io.clearmladmin.k8s.events;

import java.time.Instant;
import java.util.Optional;

/**
 * What a monitor has done since it was built.
 *
 * @param seen changes of pods that the watch showed, those that are no change of state included
 * @param folded changes that the watch saw and merged, since newer ones of the same pods came before the journal had taken
 *     those before
 * @param published events that the journal took
 * @param retried how often the journal was retried after a failure
 * @param failed events that the journal refused for good; each was handed to the listener
 * @param lastPublished when the journal last took events
 */
public record PodMonitorCounts(
        long seen, long folded, long published, long retried, long failed, Optional<Instant> lastPublished) {}
