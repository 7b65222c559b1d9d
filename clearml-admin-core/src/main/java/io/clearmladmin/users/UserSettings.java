package io.clearmladmin.users;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** Settings for the web UI. */
@Value.Immutable
public interface UserSettings extends Extensible {

    /** How many rows a download may have. */
    Optional<Integer> maxDownloadItems();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UserSettings}. */
    final class Builder extends ImmutableUserSettings.Builder {
        Builder() {}
    }
}
