package io.clearmladmin.system;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant's cookies. */
@JsonDeserialize(builder = CookieOptions.Builder.class)
@Value.Immutable
public interface CookieOptions extends Extensible {

    /** Their domain. */
    Optional<String> domain();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CookieOptions}. */
    final class Builder extends ImmutableCookieOptions.Builder {
        Builder() {}
    }
}
