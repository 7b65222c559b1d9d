package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** Whose key it is. */
@Value.Immutable
public interface LocatedCredentials extends Extensible {

    /** The owner's id. */
    Optional<String> user();

    /** The owner's name. */
    Optional<String> name();

    /** What the key is for. */
    Optional<String> label();

    /** When it ends. */
    Optional<Instant> expire();

    /** When it was last used. */
    Optional<Instant> lastUsed();

    /** From where. */
    Optional<String> lastUsedFrom();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link LocatedCredentials}. */
    final class Builder extends ImmutableLocatedCredentials.Builder {
        Builder() {}
    }
}
