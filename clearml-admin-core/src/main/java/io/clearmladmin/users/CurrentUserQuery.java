package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** What to return of the current user. */
@JsonDeserialize(builder = CurrentUserQuery.Builder.class)
@Value.Immutable
public interface CurrentUserQuery extends Extensible {

    /** Whether to list the features the user may use. Enterprise. */
    @JsonProperty("get_supported_features")
    Optional<Boolean> getSupportedFeatures();

    /** Whether to list inactive tenants too. Enterprise. */
    Optional<Boolean> returnInactiveCompanies();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CurrentUserQuery}. */
    final class Builder extends ImmutableCurrentUserQuery.Builder {
        Builder() {}
    }
}
