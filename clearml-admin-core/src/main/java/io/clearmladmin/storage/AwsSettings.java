package io.clearmladmin.storage;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How to reach AWS S3 and compatible storage. */
@JsonDeserialize(builder = AwsSettings.Builder.class)
@Value.Immutable
public interface AwsSettings extends Extensible {

    /** The access key. */
    Optional<String> key();

    /** The secret key. */
    Optional<Secret> secret();

    /** The region. */
    Optional<String> region();

    /** The session token. */
    Optional<Secret> token();

    /** Whether to use the SDK's own way to find a key. */
    Optional<Boolean> useCredentialsChain();

    /** Buckets with settings of their own. */
    Optional<List<AwsBucket>> buckets();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AwsSettings}. */
    final class Builder extends ImmutableAwsSettings.Builder {
        Builder() {}
    }
}
