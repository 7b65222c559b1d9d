package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.internal.check.Check;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** How the users of a tenant log in. */
@JsonSerialize
@Value.Immutable
public interface SsoSpec {

    /**
     * The fields of {@code system.update_company_sso_config}: {@code tenant}, {@code group_mapping}, {@code
     * admin_groups}.
     */
    Map<String, Object> mapping();

    /** The id of an identity provider to configure for the tenant, such as {@code keycloak}. */
    Optional<String> provider();

    /** Its fields, {@code client_secret} among them; never printed. */
    @Value.Redacted
    Map<String, Object> configuration();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.oneAtLeast("mapping, provider", Optional.of(mapping()).filter(map -> !map.isEmpty()), provider());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SsoSpec}. */
    final class Builder extends ImmutableSsoSpec.Builder {
        Builder() {}
    }
}
