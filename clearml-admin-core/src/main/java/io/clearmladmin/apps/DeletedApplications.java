package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was deleted: the server answers with success even if it only asks for confirmation and did nothing. Go by {@link
 * #isComplete()}.
 *
 * @param succeeded the applications that are gone
 * @param failed why others are not, by their ids
 * @param apps which applications have running instances
 * @param requiresConfirmation whether nothing was done, because instances run and the call was not to stop them
 * @param runningInstances how many instances run
 * @param stoppedInstances how many instances it asked to stop
 * @param additional unknown fields, as received
 */
public record DeletedApplications(
        List<String> succeeded,
        Map<String, Object> failed,
        List<ConfirmableChange> apps,
        Optional<Boolean> requiresConfirmation,
        Optional<Integer> runningInstances,
        Optional<Integer> stoppedInstances,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public DeletedApplications {
        succeeded = Check.list(succeeded);
        failed = Check.additional(failed);
        apps = Check.list(apps);
        additional = Check.additional(additional);
    }

    /** Whether all are gone. */
    @JsonIgnore
    public boolean isComplete() {
        return failed.isEmpty() && !requiresConfirmation.orElse(false);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
