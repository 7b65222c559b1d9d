package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A group of users of a tenant. */
@JsonSerialize
@Value.Immutable
public interface GroupSpec {

    /** The name. */
    String name();

    /** The description. */
    Optional<String> description();

    /** E-mails of users of this specification. */
    List<String> users();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link GroupSpec}. */
    final class Builder extends ImmutableGroupSpec.Builder {
        Builder() {}
    }
}
