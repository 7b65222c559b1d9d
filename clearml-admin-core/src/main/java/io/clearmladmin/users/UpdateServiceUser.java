package io.clearmladmin.users;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** Changes to a service user; absent fields stay. */
@JsonDeserialize(builder = UpdateServiceUser.Builder.class)
@Value.Immutable
public interface UpdateServiceUser extends Extensible {

    /** The user's id. */
    String user();

    /** The display name. */
    Optional<String> name();

    /** Whether it may run tasks as their owners. */
    Optional<Boolean> allowRunningAsOwner();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("user", user());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link UpdateServiceUser}. */
    final class Builder extends ImmutableUpdateServiceUser.Builder {
        Builder() {}
    }
}
