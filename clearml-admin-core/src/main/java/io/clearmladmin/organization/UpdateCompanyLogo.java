package io.clearmladmin.organization;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A logo for a tenant. */
@JsonDeserialize(builder = UpdateCompanyLogo.Builder.class)
@Value.Immutable
public interface UpdateCompanyLogo extends Extensible {

    /** The picture, at most 100 KB, or its address. */
    String data();

    /** {@code base64} or {@code url}. */
    String format();

    /** The tenant's id; the caller's if absent. System users only. */
    Optional<String> company();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("data", data());
        Check.text("format", format());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link UpdateCompanyLogo}. */
    final class Builder extends ImmutableUpdateCompanyLogo.Builder {
        Builder() {}
    }
}
