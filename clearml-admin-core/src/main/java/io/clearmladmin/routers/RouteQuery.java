package io.clearmladmin.routers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which routes to list. */
@JsonDeserialize(builder = RouteQuery.Builder.class)
@Value.Immutable
public interface RouteQuery extends Extensible {

    /** Ids. */
    @Filter(literal = true)
    Optional<List<String>> id();

    /**
     * A regular expression (Python's) that must match some part of the name; {@link Builder#name} is for a whole one.
     */
    @Filter
    @JsonProperty("name")
    Optional<String> namePattern();

    /** Types: {@code path}, {@code subdomain}. */
    @Filter
    Optional<List<String>> type();

    /** Whether they are enabled. */
    Optional<Boolean> enabled();

    /** The fields to return; {@code id} always comes with them. */
    Optional<List<String>> onlyFields();

    /** Fields to order by, {@code -} in front for descending. */
    Optional<List<String>> orderBy();

    /** Routes a page: 1 to 500, 500 if absent. */
    Optional<Integer> pageSize();

    /** Rejects invalid values, and adds {@code id} to the fields: without it no object can be made. */
    @Value.Check
    default RouteQuery check() {
        Check.pageSize("pageSize", pageSize());
        if (onlyFields().isEmpty() || onlyFields().get().contains("id")) {
            return this;
        }
        List<String> fields = new ArrayList<>(onlyFields().get());
        fields.add("id");
        return builder().from(this).onlyFields(fields).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RouteQuery}. */
    final class Builder extends ImmutableRouteQuery.Builder {
        Builder() {}

        /** Only those of exactly this name: it is quoted, and set as the {@link #namePattern(String) pattern}. */
        public Builder name(String name) {
            return namePattern(Check.wholeText("name", name));
        }
    }
}
