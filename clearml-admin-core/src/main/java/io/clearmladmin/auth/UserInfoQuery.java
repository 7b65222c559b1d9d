package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Users to look up over all tenants, by id or e-mail. */
@Value.Immutable
public interface UserInfoQuery extends Extensible {

    /** Ids. */
    Optional<List<String>> users();

    /** E-mails. */
    Optional<List<String>> emails();

    /** Whether to tell the identity providers. */
    Optional<Boolean> includeProvidersInfo();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UserInfoQuery}. */
    final class Builder extends ImmutableUserInfoQuery.Builder {
        Builder() {}
    }
}
