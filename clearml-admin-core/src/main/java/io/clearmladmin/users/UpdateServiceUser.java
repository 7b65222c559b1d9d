package io.clearmladmin.users;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** What to change of a service user; what is absent stays. */
@JsonDeserialize(builder = UpdateServiceUser.Builder.class)
@Value.Immutable
public interface UpdateServiceUser extends Extensible {

    /** The user's id. */
    String user();

    /** The display name. */
    Optional<String> name();

    /** Whether it may run tasks as their owners. */
    Optional<Boolean> allowRunningAsOwner();

    /** Refuses what can never work. */
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
