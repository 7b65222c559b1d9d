package io.clearmladmin.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * A task or model as it was just read.
 *
 * @param status its status; of a model, whether it is published
 * @param changed when it last changed, as ages count
 * @param reasonToKeep why nothing may be done with it; empty if it may
 */
record RetentionCandidate(
        String id,
        String name,
        String project,
        String status,
        Optional<Instant> changed,
        boolean isArchived,
        Optional<String> reasonToKeep) {}
