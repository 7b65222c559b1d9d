package io.clearmladmin.users;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which vaults to list. */
@JsonDeserialize(builder = VaultQuery.Builder.class)
@Value.Immutable
public interface VaultQuery extends Extensible {

    /** Only those in force, or only those not. */
    Optional<Boolean> enabled();

    /** Types. */
    @Filter
    Optional<List<String>> types();

    /** Whether to cut the data short. */
    Optional<Boolean> previewData();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link VaultQuery}. */
    final class Builder extends ImmutableVaultQuery.Builder {
        Builder() {}
    }
}
