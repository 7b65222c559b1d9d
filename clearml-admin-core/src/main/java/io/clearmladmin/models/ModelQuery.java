package io.clearmladmin.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Which models to list, and which of their fields. */
@JsonDeserialize(builder = ModelQuery.Builder.class)
@Value.Immutable
public interface ModelQuery extends Extensible {

    /**
     * A regular expression (Python's) that must match some part of the name; {@link Builder#name} is for a whole one.
     */
    @Filter
    @JsonProperty("name")
    Optional<String> namePattern();

    /** Ids. */
    @Filter(literal = true)
    Optional<List<String>> id();

    /** The ids of those who created them. */
    @Filter
    Optional<List<String>> user();

    /** The ids of their projects. */
    @Filter
    Optional<List<String>> project();

    /** The ids of the tasks that made them. */
    @Filter
    Optional<List<String>> task();

    /** Whether they are published. */
    Optional<Boolean> ready();

    /** Frameworks. */
    @Filter
    Optional<List<String>> framework();

    /** Tags; {@code -} in front of one excludes it. */
    @Filter
    Optional<List<String>> tags();

    /**
     * System tags; {@code -} in front of one excludes it. Archived models are listed too: {@code -archived} leaves them
     * out.
     */
    @Filter
    Optional<List<String>> systemTags();

    /** When they last changed: times, each with {@code >}, {@code >=}, {@code <} or {@code <=} in front. */
    @Filter
    Optional<List<String>> lastUpdate();

    /** A text to find in name, id, comment, … */
    @Filter
    Optional<String> searchText();

    /** Filters by field. API 2.27. */
    @Filter
    Optional<Map<String, Object>> filters();

    /** The fields to return; {@code id} always comes with them. */
    Optional<List<String>> onlyFields();

    /** Fields to order by, {@code -} in front for descending. */
    Optional<List<String>> orderBy();

    /** Whether to list the models of all projects below those named too. API 2.13. */
    Optional<Boolean> includeSubprojects();

    /** Models a page: 1 to 500, 500 if absent. */
    Optional<Integer> pageSize();

    /** Rejects invalid values, and adds {@code id} to the fields: without it no object can be made. */
    @Value.Check
    default ModelQuery check() {
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

    /** Builds a {@link ModelQuery}. */
    final class Builder extends ImmutableModelQuery.Builder {
        Builder() {}

        /** Only those of exactly this name: it is quoted, and set as the {@link #namePattern(String) pattern}. */
        public Builder name(String name) {
            return namePattern(Check.wholeText("name", name));
        }
    }
}
