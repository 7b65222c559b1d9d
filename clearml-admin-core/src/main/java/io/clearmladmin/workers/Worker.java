package io.clearmladmin.workers;

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
 * An agent, running or not: the server forgets it {@code registerTimeout} after its last call.
 *
 * @param id the worker's id; that of a task pod ends in the task's
 * @param user the user the user the user whose key it uses
 * @param company the tenant
 * @param ip the address
 * @param registerTime when it registered
 * @param lastActivityTime when it last called
 * @param lastReportTime when it last reported
 * @param registerTimeout seconds without a call after which it is forgotten
 * @param task what it runs
 * @param project the project of what it runs
 * @param queue the queue of what it runs
 * @param queues the queues it takes from
 * @param tags the tags
 * @param systemTags the system tags
 * @param key the server's own key for it
 * @param additional unknown fields, as received
 */
public record Worker(
        String id,
        Optional<Reference> user,
        Optional<Reference> company,
        Optional<String> ip,
        Optional<Instant> registerTime,
        Optional<Instant> lastActivityTime,
        Optional<Instant> lastReportTime,
        Optional<Integer> registerTimeout,
        Optional<WorkerTask> task,
        Optional<Reference> project,
        Optional<WorkerQueue> queue,
        List<WorkerQueue> queues,
        List<String> tags,
        List<String> systemTags,
        Optional<String> key,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Worker {
        Check.present("id", id);
        queues = Check.list(queues);
        tags = Check.list(tags);
        systemTags = Check.list(systemTags);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
