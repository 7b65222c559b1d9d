package io.clearmladmin.apps;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** A version of an application to install, or to take out of use. */
@JsonDeserialize(builder = EnableApplication.Builder.class)
@Value.Immutable
public interface EnableApplication extends Extensible {

    /** The application. */
    String app();

    /** Whether to install it, as if absent, or to take it out of use. */
    Optional<Boolean> enable();

    /** The version; the server's choice if absent. */
    Optional<String> version();

    /** Whether it shall be the only active version; if it is taken out of use, the next lower one becomes active. */
    Optional<Boolean> singleActive();

    /** Whether to stop running instances where that is needed; else the call only says which. */
    Optional<Boolean> confirmStop();

    /** Whether to rewrite customizations that do not fit the version; else the call only says which. */
    Optional<Boolean> force();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("app", app());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link EnableApplication}. */
    final class Builder extends ImmutableEnableApplication.Builder {
        Builder() {}
    }
}
