package io.clearmladmin.storage;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How to reach Azure Blob Storage. */
@JsonDeserialize(builder = AzureSettings.Builder.class)
@Value.Immutable
public interface AzureSettings extends Extensible {

    /** The containers. */
    Optional<List<AzureContainer>> containers();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AzureSettings}. */
    final class Builder extends ImmutableAzureSettings.Builder {
        Builder() {}
    }
}
