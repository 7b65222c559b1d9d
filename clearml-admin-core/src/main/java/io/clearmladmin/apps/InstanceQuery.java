package io.clearmladmin.apps;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.util.Optional;
import org.immutables.value.Value;

/** Which instances of applications to list. Those of customizations are left out unless it says so. */
@JsonDeserialize(builder = InstanceQuery.Builder.class)
@Value.Immutable
public interface InstanceQuery extends Extensible {

    /** The application; who is no administrator must name one. */
    @Filter(literal = true)
    Optional<String> app();

    /** Whether instances of its customizations are listed too; if absent, the server leaves them out. */
    Optional<Boolean> includeCustomizations();

    /** One customization. */
    @Filter(literal = true)
    Optional<String> customizationId();

    /** {@code running} or {@code stopped}. */
    @Filter(literal = true)
    Optional<String> status();

    /** A regular expression (Python's) that must match some part of the name. */
    @Filter
    @JsonProperty("name")
    Optional<String> namePattern();

    /** Whether only the caller's own are listed. */
    Optional<Boolean> currentUser();

    /** Whether archived ones are listed too. */
    Optional<Boolean> showArchived();

    /** Only those that changed since, in seconds since 1970. */
    Optional<Long> updatedSince();

    /** Whether to return only id, name, status and application, without configurations, which may hold secrets. */
    Optional<Boolean> summary();

    /** Instances a page: 1 to 500, 500 if absent. */
    Optional<Integer> pageSize();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.pageSize("pageSize", pageSize());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link InstanceQuery}. */
    final class Builder extends ImmutableInstanceQuery.Builder {
        Builder() {}
    }
}
