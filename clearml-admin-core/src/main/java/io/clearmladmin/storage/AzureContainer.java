package io.clearmladmin.storage;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Secret;
import java.util.Optional;
import org.immutables.value.Value;

/** A container. */
@JsonDeserialize(builder = AzureContainer.Builder.class)
@Value.Immutable
public interface AzureContainer extends Extensible {

    /** The storage account. */
    Optional<String> accountName();

    /** Its key. */
    Optional<Secret> accountKey();

    /** The name. */
    Optional<String> containerName();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AzureContainer}. */
    final class Builder extends ImmutableAzureContainer.Builder {
        Builder() {}
    }
}
