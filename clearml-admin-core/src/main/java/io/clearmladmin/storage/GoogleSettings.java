package io.clearmladmin.storage;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How to reach Google Cloud Storage. */
@JsonDeserialize(builder = GoogleSettings.Builder.class)
@Value.Immutable
public interface GoogleSettings extends Extensible {

    /** The project. */
    Optional<String> project();

    /** The service account's key. */
    Optional<Secret> credentialsJson();

    /** Buckets with settings of their own. */
    Optional<List<GoogleBucket>> buckets();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link GoogleSettings}. */
    final class Builder extends ImmutableGoogleSettings.Builder {
        Builder() {}
    }
}
