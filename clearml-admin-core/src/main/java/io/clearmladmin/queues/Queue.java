package io.clearmladmin.queues;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queue.
 *
 * @param id the queue's id
 * @param name the name
 * @param displayName the name that people see. API 2.31.
 * @param user who created it
 * @param company the tenant
 * @param created when it was created
 * @param lastUpdate when it last changed
 * @param tags the tags
 * @param systemTags the system tags
 * @param entries the waiting tasks, the next one first
 * @param metadata its metadata
 * @param workers the workers that take from it, also those not seen for long; only from {@code queues.get_all_ex}
 * @param additional unknown fields, as received
 */
public record Queue(
        String id,
        Optional<String> name,
        Optional<String> displayName,
        Optional<Reference> user,
        Optional<Reference> company,
        Optional<Instant> created,
        Optional<Instant> lastUpdate,
        List<String> tags,
        List<String> systemTags,
        List<QueueEntry> entries,
        Map<String, Object> metadata,
        List<QueueWorker> workers,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Queue {
        Check.present("id", id);
        tags = Check.list(tags);
        systemTags = Check.list(systemTags);
        entries = Check.list(entries);
        metadata = Check.map(metadata);
        workers = Check.list(workers);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
