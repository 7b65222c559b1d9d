package io.clearmladmin.server;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** What the server is. */
@Value.Immutable
public interface ServerInfo extends Extensible {

    /** The version. */
    Optional<String> version();

    /** The build. */
    Optional<String> build();

    /** The commit. */
    Optional<String> commit();

    /** The newest API version. API 2.12. */
    Optional<String> apiVersion();

    /** The installation's id. API 2.8 to 2.11 on open-source servers. */
    Optional<String> uid();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ServerInfo}. */
    final class Builder extends ImmutableServerInfo.Builder {
        Builder() {}
    }
}
