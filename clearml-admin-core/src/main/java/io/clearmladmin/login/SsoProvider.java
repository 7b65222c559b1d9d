package io.clearmladmin.login;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** An identity provider. */
@Value.Immutable
public interface SsoProvider extends Extensible {

    /** Its name. */
    String name();

    /** Its name for people. */
    Optional<String> displayName();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SsoProvider}. */
    final class Builder extends ImmutableSsoProvider.Builder {
        Builder() {}
    }
}
