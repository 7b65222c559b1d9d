package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.clearmladmin.endpoint.Extensible;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Who is calling. */
@Value.Immutable
public interface CurrentUser extends Extensible {

    /** The caller's profile. */
    User user();

    /** Hints for the web UI. */
    @JsonProperty("getting_started")
    Map<String, Object> gettingStarted();

    /** Settings for the web UI. */
    Optional<UserSettings> settings();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CurrentUser}. */
    final class Builder extends ImmutableCurrentUser.Builder {
        Builder() {}
    }
}
