package io.clearmladmin.projects;

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

/** Which projects to list, and which of their fields. */
@JsonDeserialize(builder = ProjectQuery.Builder.class)
@Value.Immutable
public interface ProjectQuery extends Extensible {

    /**
     * A regular expression (Python's) that must match some part of the whole name; {@link Builder#name} is for a whole
     * one.
     */
    @Filter
    @JsonProperty("name")
    Optional<String> namePattern();

    /** Ids. */
    @Filter(literal = true)
    Optional<List<String>> id();

    /** The last part of the name, as a regular expression. */
    @Filter
    Optional<String> basename();

    /** Tags; {@code -} in front of one excludes it. */
    @Filter
    Optional<List<String>> tags();

    /** System tags; {@code -} in front of one excludes it. */
    @Filter
    Optional<List<String>> systemTags();

    /** A text to find in name, id and description. */
    @Filter
    Optional<String> searchText();

    /** Only those that hold tasks of these users; {@code projects.get_all_ex} only. */
    @Filter(endpoints = "projects.get_all_ex")
    Optional<List<String>> activeUsers();

    /** Filters by field; {@code projects.get_all_ex} only. API 2.27. */
    @Filter(endpoints = "projects.get_all_ex")
    Optional<Map<String, Object>> filters();

    /** The fields to return; {@code id} always comes with them. */
    Optional<List<String>> onlyFields();

    /** Fields to order by, {@code -} in front for descending. */
    Optional<List<String>> orderBy();

    /** Whether to list those of the top level only. */
    Optional<Boolean> shallowSearch();

    /** Whether to list hidden projects too. */
    Optional<Boolean> searchHidden();

    /** Whether to count what is in them; {@code projects.get_all_ex} only. */
    Optional<Boolean> includeStats();

    /** Whether counts are of the projects below too; yes if absent. {@code projects.get_all_ex} only. */
    Optional<Boolean> statsWithChildren();

    /** Whether to count what is directly in those named by id; {@code projects.get_all_ex} only. */
    Optional<Boolean> checkOwnContents();

    /** Projects a page: 1 to 500, 500 if absent. */
    Optional<Integer> pageSize();

    /** Rejects invalid values, and adds {@code id} to the fields: without it no object can be made. */
    @Value.Check
    default ProjectQuery check() {
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

    /** Builds a {@link ProjectQuery}. */
    final class Builder extends ImmutableProjectQuery.Builder {
        Builder() {}

        /** Only those of exactly this name: it is quoted, and set as the {@link #namePattern(String) pattern}. */
        public Builder name(String name) {
            return namePattern(Check.wholeText("name", name));
        }
    }
}
