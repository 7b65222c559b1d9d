package io.clearmladmin.storage;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** Settings to store. Each provider given here replaces its stored settings. */
@JsonDeserialize(builder = SetStorageSettings.Builder.class)
@Value.Immutable
public interface SetStorageSettings extends Extensible {

    /** AWS. */
    Optional<AwsSettings> aws();

    /** Google. */
    Optional<GoogleSettings> google();

    /** Azure. */
    Optional<AzureSettings> azure();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.oneAtLeast("aws, google, azure", aws(), google(), azure());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SetStorageSettings}. */
    final class Builder extends ImmutableSetStorageSettings.Builder {
        Builder() {}
    }
}
