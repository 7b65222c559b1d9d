package io.clearmladmin.tasks;

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

/** Which tasks to list, and which of their fields. The server ignores a filter whose name it does not know. */
@JsonDeserialize(builder = TaskQuery.Builder.class)
@Value.Immutable
public interface TaskQuery extends Extensible {

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

    /** Types, such as {@code training}. */
    @Filter
    Optional<List<String>> type();

    /** Statuses. */
    @Filter
    Optional<List<TaskStatus>> status();

    /** Tags; {@code -} in front of one excludes it. */
    @Filter
    Optional<List<String>> tags();

    /**
     * System tags; {@code -} in front of one excludes it. Archived tasks are listed too: {@code -archived} leaves them
     * out.
     */
    @Filter
    Optional<List<String>> systemTags();

    /** The ids of their parents. */
    @Filter
    Optional<List<String>> parent();

    /** When they got their status: times, each with {@code >}, {@code >=}, {@code <} or {@code <=} in front. */
    @Filter
    Optional<List<String>> statusChanged();

    /** The ids of the queues that they wait in, or came from. */
    @Filter
    @JsonProperty("execution.queue")
    Optional<List<String>> executionQueue();

    /** A text to find in name, id, comment, … */
    @Filter
    Optional<String> searchText();

    /**
     * Filters by field; {@code tasks.get_all_ex} only. The server ignores a field that it does not know, and then
     * returns all. API 2.27.
     */
    @Filter(endpoints = "tasks.get_all_ex")
    Optional<Map<String, Object>> filters();

    /** The fields to return; {@code id} always comes with them. */
    Optional<List<String>> onlyFields();

    /**
     * Fields to order by, {@code -} in front for descending. Order by {@code id} where tasks change while pages are
     * read.
     */
    Optional<List<String>> orderBy();

    /** Whether to list the tasks of all projects below those named too. API 2.13, {@code tasks.get_all} 2.26. */
    Optional<Boolean> includeSubprojects();

    /** Whether to list hidden tasks too, such as those of pipelines. API 2.14. */
    Optional<Boolean> searchHidden();

    /** Tasks a page: 1 to 500, 500 if absent. */
    Optional<Integer> pageSize();

    /** Rejects invalid values, and adds {@code id} to the fields: without it no object can be made. */
    @Value.Check
    default TaskQuery check() {
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

    /** Builds a {@link TaskQuery}. */
    final class Builder extends ImmutableTaskQuery.Builder {
        Builder() {}

        /** Only those of exactly this name: it is quoted, and set as the {@link #namePattern(String) pattern}. */
        public Builder name(String name) {
            return namePattern(Check.wholeText("name", name));
        }
    }
}
