package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An instance of an application: a task. Its configuration, which may hold secrets, is in {@code additional()} of its
 * application, and not printed.
 *
 * @param id its id, which is the task's
 * @param name the name
 * @param status the status of the task
 * @param statusReason why it has that status
 * @param statusMessage what was said about it
 * @param application what it is an instance of
 * @param user who launched it
 * @param project its project
 * @param company its tenant
 * @param queue its queue
 * @param created when it was created
 * @param started when it was started
 * @param completed when it ended
 * @param lastChange when it last changed
 * @param additional unknown fields, as received
 */
public record AppInstance(
        String id,
        Optional<String> name,
        Optional<String> status,
        Optional<String> statusReason,
        Optional<String> statusMessage,
        Optional<InstanceApplication> application,
        Optional<Reference> user,
        Optional<Reference> project,
        Optional<Reference> company,
        Optional<Reference> queue,
        Optional<Instant> created,
        Optional<Instant> started,
        Optional<Instant> completed,
        Optional<Instant> lastChange,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public AppInstance {
        Check.present("id", id);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
