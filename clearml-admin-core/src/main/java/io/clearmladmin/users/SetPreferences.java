package io.clearmladmin.users;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Preferences to set. */
@JsonDeserialize(builder = SetPreferences.Builder.class)
@Value.Immutable
public interface SetPreferences extends Extensible {

    /** The preferences; dots in names make levels, and {@code $} in front is refused. */
    Map<String, Object> preferences();

    /** Whether to return what was set; true if absent. API 2.33. */
    Optional<Boolean> returnUpdated();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        preferences().keySet().forEach(name -> Check.preference("preferences", name));
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SetPreferences}. */
    final class Builder extends ImmutableSetPreferences.Builder {
        Builder() {}
    }
}
