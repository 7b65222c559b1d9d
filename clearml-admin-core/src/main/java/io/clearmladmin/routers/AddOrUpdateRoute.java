package io.clearmladmin.routers;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A route to add, or to change if it has an id. Whether absent fields of a known route stay is not documented: send
 * all.
 */
@JsonDeserialize(builder = AddOrUpdateRoute.Builder.class)
@Value.Immutable
public interface AddOrUpdateRoute extends Extensible {

    /** The id of a known route. */
    Optional<String> id();

    /** The name. */
    String name();

    /** {@code path} or {@code subdomain}. */
    String type();

    /** The path, for a route by path. */
    Optional<String> path();

    /** The subdomain, for a route by subdomain. */
    Optional<String> subdomain();

    /** Whether it is enabled; yes if absent. */
    Optional<Boolean> enabled();

    /** Whether the gateway checks tokens; yes if absent. */
    Optional<Boolean> authEnabled();

    /** Whether it may have several targets; yes if absent. */
    Optional<LoadBalancer> loadBalancer();

    /** The groups that may use it. */
    Optional<List<String>> userGroups();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
        Check.text("type", type());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AddOrUpdateRoute}. */
    final class Builder extends ImmutableAddOrUpdateRoute.Builder {
        Builder() {}
    }
}
