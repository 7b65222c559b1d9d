package io.clearmladmin.sso;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** An identity provider to configure. */
@JsonDeserialize(builder = SaveProviderConfiguration.Builder.class)
@Value.Immutable
public interface SaveProviderConfiguration extends Extensible {

    /** The id of the provider. */
    String provider();

    /**
     * Its fields, {@code client_secret} among them; not printed. {@code sso.get_provider_configuration_template}
     * lists them.
     */
    @Value.Redacted
    Map<String, Object> configuration();

    /** The tenant's id; the caller's if absent. System users only. */
    Optional<String> company();

    /** Whether it is for the server's support users. */
    Optional<Boolean> supportProvider();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("provider", provider());
        Check.notEmpty("configuration", configuration().keySet());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SaveProviderConfiguration}. */
    final class Builder extends ImmutableSaveProviderConfiguration.Builder {
        Builder() {}
    }
}
