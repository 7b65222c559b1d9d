package io.clearmladmin.system;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Who sees application instances. */
@JsonDeserialize(builder = AppInstanceAccess.Builder.class)
@Value.Immutable
public interface AppInstanceAccess extends Extensible {

    /** Who sees them. */
    Optional<AppVisibility> allowed();

    /** Whether admins see all. */
    Optional<Boolean> adminAccessAll();

    /** Exceptions by application id. */
    Optional<Map<String, AppAccess>> applications();

    /** Exceptions by category. */
    Optional<Map<String, AppAccess>> categories();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AppInstanceAccess}. */
    final class Builder extends ImmutableAppInstanceAccess.Builder {
        Builder() {}
    }
}
