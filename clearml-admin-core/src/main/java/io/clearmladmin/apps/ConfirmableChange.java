package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a call did that may stop running instances, or would do: the server answers with success even if it only asks for
 * confirmation and did nothing. Go by {@link #isDone()}.
 *
 * @param applicationId the application, or the customization
 * @param requiresConfirmation whether nothing was done, because instances run and the call was not to stop them
 * @param runningInstances how many instances run
 * @param affectedTenants in which tenants they run
 * @param stoppedInstances how many instances it asked to stop
 * @param results what it did to each tenant
 * @param removed how many assignments it took away
 * @param updated whether it changed anything
 * @param additional unknown fields, as received
 */
public record ConfirmableChange(
        @JsonAlias("app_id") Optional<String> applicationId,
        Optional<Boolean> requiresConfirmation,
        Optional<Integer> runningInstances,
        List<AssignedTenant> affectedTenants,
        Optional<Integer> stoppedInstances,
        List<AssignmentChange> results,
        Optional<Integer> removed,
        Optional<Boolean> updated,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public ConfirmableChange {
        affectedTenants = Check.list(affectedTenants);
        results = Check.list(results);
        additional = Check.additional(additional);
    }

    /** Whether the call did its work. */
    @JsonIgnore
    public boolean isDone() {
        return !requiresConfirmation.orElse(false);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
