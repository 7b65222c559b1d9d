package io.clearmladmin.users;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant that a user belongs to. */
@Value.Immutable
public interface UserCompany extends Extensible {

    /** The tenant's id. */
    String id();

    /** The tenant's name. */
    Optional<String> name();

    /** Whether it is active. */
    Optional<Boolean> active();

    /** {@code free}, {@code paid} or {@code suspended}. */
    Optional<String> tier();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UserCompany}. */
    final class Builder extends ImmutableUserCompany.Builder {
        Builder() {}
    }
}
