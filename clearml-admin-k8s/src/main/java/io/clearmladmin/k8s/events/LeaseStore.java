package io.clearmladmin.k8s.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads and writes a Lease. Failures are a {@link io.clearmladmin.k8s.KubernetesException}. */
interface LeaseStore {

    /**
     * What a Lease says.
     *
     * @param holder empty if nobody has it
     * @param version changes with each writing; empty before the first
     */
    record Written(
            String holder, Duration duration, Instant acquired, Instant renewed, int transitions, String version) {}

    Optional<Written> read();

    /** Whether it was made; not if it was there already. */
    boolean create(Written lease);

    /** Whether it was changed; not if it has changed since that version. */
    boolean update(Written lease);
}
