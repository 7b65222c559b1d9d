package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;

/**
 * Whether nobody may launch an application, or a customization.
 *
 * @param appId the application, if it is one
 * @param customizationId the customization, if it is one
 * @param isLocked whether nobody may
 */
public record LaunchLock(
        Optional<String> appId,
        Optional<String> customizationId,
        @JsonProperty("locked") boolean isLocked) {

    /** Rejects a lock of both or of neither. */
    public LaunchLock {
        Check.oneOf("appId", appId, "customizationId", customizationId);
    }

    /** Of an application and all its customizations. */
    public static LaunchLock ofApplication(String appId, boolean isLocked) {
        return new LaunchLock(Optional.of(appId), Optional.empty(), isLocked);
    }

    /** Of a customization alone. */
    public static LaunchLock ofCustomization(String customizationId, boolean isLocked) {
        return new LaunchLock(Optional.empty(), Optional.of(customizationId), isLocked);
    }
}
