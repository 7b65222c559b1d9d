package io.clearmladmin.users;

import io.clearmladmin.endpoint.Extensible;
import java.util.Optional;
import org.immutables.value.Value;

/** A feature on trial. */
@Value.Immutable
public interface TrialFeature extends Extensible {

    /** The feature. */
    Optional<String> name();

    /** How the trial stands. */
    Optional<String> status();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TrialFeature}. */
    final class Builder extends ImmutableTrialFeature.Builder {
        Builder() {}
    }
}
