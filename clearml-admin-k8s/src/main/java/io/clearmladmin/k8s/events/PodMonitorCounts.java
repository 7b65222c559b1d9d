package io.clearmladmin.k8s.events;

import java.time.Instant;
import java.util.Optional;

/**
 * What a monitor has done since it was built.
 *
 * @param seen changes of pods that the watch showed, those that are no change of state included
 * @param folded changes that the watch saw and merged, since newer ones of the same pods came before the journal had taken
 *     those before
 * @param published events of pods that the journal took; those about the monitor itself are not among them
 * @param retried how often the journal was retried after a failure
 * @param failed events that the journal refused for good; each was handed to the listener
 * @param awaitingTenant events of pods that wait for their tenants just now, for {@link PodMonitor.Builder#tenantWait} at most
 * @param lastPublished when the journal last took events, those about the monitor itself included
 */
public record PodMonitorCounts(
        long seen,
        long folded,
        long published,
        long retried,
        long failed,
        long awaitingTenant,
        Optional<Instant> lastPublished) {}
