package io.clearmladmin.storage;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import java.util.Optional;
import org.immutables.value.Value;

/** A bucket with settings of its own. */
@JsonDeserialize(builder = GoogleBucket.Builder.class)
@Value.Immutable
public interface GoogleBucket extends Extensible {

    /** The name. */
    Optional<String> bucket();

    /** A folder in it. */
    Optional<String> subdir();

    /** The project. */
    Optional<String> project();

    /** The service account's key. */
    Optional<Secret> credentialsJson();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link GoogleBucket}. */
    final class Builder extends ImmutableGoogleBucket.Builder {
        Builder() {}
    }
}
