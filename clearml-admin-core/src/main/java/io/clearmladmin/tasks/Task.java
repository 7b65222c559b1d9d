package io.clearmladmin.tasks;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task. A project, pipeline run, report or application instance is built of tasks too; {@link #type()} and {@link
 * #systemTags()} say which it is.
 *
 * @param id the id
 * @param name the name
 * @param user who created it
 * @param company the tenant; empty or without an id for a public task, which all tenants can read and none can change
 * @param type {@code training}, {@code controller}, {@code service}, …
 * @param project the project; empty in the root
 * @param status the status
 * @param statusReason why it has the status
 * @param statusMessage what the status was set with; {@code stopping} on a running task that was asked to stop
 * @param statusChanged when it got the status
 * @param created when it was created
 * @param started when its last run began
 * @param completed when its last run ended
 * @param published when it was published
 * @param activeDuration how long it ran, in seconds
 * @param lastUpdate when it last reported, or somebody changed its status
 * @param lastChange when anything of it last changed
 * @param lastChangedBy who changed it last
 * @param lastWorker the worker that ran it last
 * @param lastWorkerReport when that worker last reported
 * @param parent the task that it comes from; {@code __DELETED__} and an id if that one was deleted
 * @param tags the tags
 * @param systemTags the system tags; {@code archived} on an archived task
 * @param comment the comment
 * @param execution how it is executed
 * @param runtime what the run keeps about itself; a number in it may be NaN or infinite
 * @param lastIteration the last iteration that was reported
 * @param additional unknown fields, as received
 */
public record Task(
        String id,
        Optional<String> name,
        Optional<Reference> user,
        Optional<Reference> company,
        Optional<String> type,
        Optional<Reference> project,
        Optional<TaskStatus> status,
        Optional<String> statusReason,
        Optional<String> statusMessage,
        Optional<Instant> statusChanged,
        Optional<Instant> created,
        Optional<Instant> started,
        Optional<Instant> completed,
        Optional<Instant> published,
        Optional<Long> activeDuration,
        Optional<Instant> lastUpdate,
        Optional<Instant> lastChange,
        Optional<String> lastChangedBy,
        Optional<String> lastWorker,
        Optional<Instant> lastWorkerReport,
        Optional<Reference> parent,
        List<String> tags,
        List<String> systemTags,
        Optional<String> comment,
        Optional<TaskExecution> execution,
        Map<String, Object> runtime,
        Optional<Long> lastIteration,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public Task {
        Check.present("id", id);
        tags = Check.list(tags);
        systemTags = Check.list(systemTags);
        runtime = Check.map(runtime);
        additional = Check.additional(additional);
    }

    /** Whether it is archived. */
    @JsonIgnore
    public boolean isArchived() {
        return systemTags.contains("archived");
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
