package io.clearmladmin.auth;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Users to find in all tenants, by id or e-mail; neither list may be empty. */
@JsonDeserialize(builder = UserInfoQuery.Builder.class)
@Value.Immutable
public interface UserInfoQuery extends Extensible {

    /** Ids. */
    @Filter
    Optional<List<String>> users();

    /** E-mails. */
    @Filter
    Optional<List<String>> emails();

    /** Whether to return the identity providers. */
    Optional<Boolean> includeProvidersInfo();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        // Whether the server wants one or both to match is not documented: one of them alone must not decide.
        if (users().isPresent() && emails().isPresent()) {
            Check.notEmpty("users", users().get());
            Check.notEmpty("emails", emails().get());
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UserInfoQuery}. */
    final class Builder extends ImmutableUserInfoQuery.Builder {
        Builder() {}
    }
}
