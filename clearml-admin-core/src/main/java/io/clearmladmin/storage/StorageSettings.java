package io.clearmladmin.storage;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings that are stored, with their secrets.
 *
 * @param aws AWS
 * @param google Google
 * @param azure Azure
 * @param lastUpdate when they last changed
 * @param additional unknown fields, as received
 */
public record StorageSettings(
        Optional<AwsSettings> aws,
        Optional<GoogleSettings> google,
        Optional<AzureSettings> azure,
        Optional<Instant> lastUpdate,
        Map<String, Object> additional)
        implements Extensible {

    /** Turns absent fields into empty ones. */
    public StorageSettings {
        additional = Check.additional(additional);
    }

    // Servers nest them under settings, while the published schema has them at the top.
    @JsonCreator
    static StorageSettings of(
            @JsonProperty("settings") @Nullable StorageSettings settings,
            @JsonProperty("aws") Optional<AwsSettings> aws,
            @JsonProperty("google") Optional<GoogleSettings> google,
            @JsonProperty("azure") Optional<AzureSettings> azure,
            @JsonProperty("last_update") Optional<Instant> lastUpdate,
            @JsonAnySetter @Nullable Map<String, Object> additional) {
        return settings != null ? settings : new StorageSettings(aws, google, azure, lastUpdate, Check.map(additional));
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
