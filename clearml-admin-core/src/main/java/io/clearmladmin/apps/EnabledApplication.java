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
 * What {@code apps.enable} did, or would do: the server answers with success even if it only asks for confirmation and did
 * nothing. Go by {@link #isDone()}.
 *
 * @param updated how many versions it changed
 * @param previousVersion the version that was active before: keep it for the way back
 * @param activatedVersion the version that is active now
 * @param isDowngrade whether that is an older one, compared as text
 * @param requiresConfirmation whether nothing was done, because instances run and the call was not to stop them
 * @param runningInstances how many instances run
 * @param affectedTenants in which tenants they run
 * @param stoppedInstances how many instances it asked to stop
 * @param requiresCustomizationConfirmation whether nothing was done, because customizations do not fit the version and the call
 * was not to rewrite them
 * @param affectedCustomizations which customizations, and why
 * @param autoAppliedCustomizations the customizations that fit and were taken along
 * @param additional unknown fields, as received
 */
public record EnabledApplication(
        Optional<Integer> updated,
        Optional<String> previousVersion,
        Optional<String> activatedVersion,
        Optional<Boolean> isDowngrade,
        Optional<Boolean> requiresConfirmation,
        Optional<Integer> runningInstances,
        List<AssignedTenant> affectedTenants,
        Optional<Integer> stoppedInstances,
        Optional<Boolean> requiresCustomizationConfirmation,
        List<CustomizationUpgrade> affectedCustomizations,
        List<String> autoAppliedCustomizations,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public EnabledApplication {
        affectedTenants = Check.list(affectedTenants);
        affectedCustomizations = Check.list(affectedCustomizations);
        autoAppliedCustomizations = Check.list(autoAppliedCustomizations);
        additional = Check.additional(additional);
    }

    /** Whether the call did its work. */
    @JsonIgnore
    public boolean isDone() {
        return !requiresConfirmation.orElse(false) && !requiresCustomizationConfirmation.orElse(false);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
