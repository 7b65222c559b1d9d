package io.clearmladmin.auth;

import io.clearmladmin.endpoint.Extensible;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** A key without its secret. */
@Value.Immutable
public interface CredentialInfo extends Extensible {

    /** The access key. */
    String accessKey();

    /** What the key is for. */
    Optional<String> label();

    /** When it was last used. */
    Optional<Instant> lastUsed();

    /** From where: an address, or the worker's name. */
    Optional<String> lastUsedFrom();

    /** When it was made. Enterprise. */
    Optional<Instant> created();

    /** When it ends; absent if never. Enterprise. */
    Optional<Instant> expire();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CredentialInfo}. */
    final class Builder extends ImmutableCredentialInfo.Builder {
        Builder() {}
    }
}
