package io.clearmladmin.system;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** Who sees the instances of some applications. */
@JsonDeserialize(builder = AppAccess.Builder.class)
@Value.Immutable
public interface AppAccess extends Extensible {

    /** Who sees them. */
    Optional<AppVisibility> allowed();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AppAccess}. */
    final class Builder extends ImmutableAppAccess.Builder {
        Builder() {}
    }
}
