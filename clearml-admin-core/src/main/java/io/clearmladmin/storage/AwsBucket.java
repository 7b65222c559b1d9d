package io.clearmladmin.storage;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import java.util.Optional;
import org.immutables.value.Value;

/** A bucket with settings of its own. */
@JsonDeserialize(builder = AwsBucket.Builder.class)
@Value.Immutable
public interface AwsBucket extends Extensible {

    /** The name. */
    Optional<String> bucket();

    /** A folder in it. */
    Optional<String> subdir();

    /** Host and port, where it is not AWS. */
    Optional<String> host();

    /** The access key. */
    Optional<String> key();

    /** The secret key. */
    Optional<Secret> secret();

    /** The session token. */
    Optional<Secret> token();

    /** Whether to use multipart uploads; true if absent. */
    Optional<Boolean> multipart();

    /** The access control list. */
    Optional<String> acl();

    /** Whether to use TLS; true if absent. */
    Optional<Boolean> secure();

    /** The region. */
    Optional<String> region();

    /** Whether to verify certificates; true if absent. */
    Optional<Boolean> verify();

    /** Whether to use the SDK's own way to find a key. */
    Optional<Boolean> useCredentialsChain();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AwsBucket}. */
    final class Builder extends ImmutableAwsBucket.Builder {
        Builder() {}
    }
}
