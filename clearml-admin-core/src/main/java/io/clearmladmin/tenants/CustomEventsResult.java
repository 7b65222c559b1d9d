package io.clearmladmin.tenants;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How many events were taken. Some may have failed, although the call succeeded. */
@Value.Immutable
public interface CustomEventsResult extends Extensible {

    /** How many were taken. */
    Optional<Integer> succeeded();

    /** What is wrong with the others. */
    List<String> errors();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CustomEventsResult}. */
    final class Builder extends ImmutableCustomEventsResult.Builder {
        Builder() {}
    }
}
