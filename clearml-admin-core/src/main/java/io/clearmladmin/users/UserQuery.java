package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.internal.check.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which users to list, and which of their fields. */
@JsonDeserialize(builder = UserQuery.Builder.class)
@Value.Immutable
public interface UserQuery extends Extensible {

    /** A regular expression (Python's) that must match some part of the name; {@link Builder#name} is for a whole one. */
    @Filter
    @JsonProperty("name")
    Optional<String> namePattern();

    /** Ids. */
    @Filter(literal = true)
    Optional<List<String>> id();

    /** The fields to return; {@code id} always comes with them. */
    Optional<List<String>> onlyFields();

    /** Fields to order by, {@code -} in front for descending. */
    Optional<List<String>> orderBy();

    /** Users a page: 1 to 500, 500 if absent. */
    Optional<Integer> pageSize();

    /** Whether to return e-mail, role and groups; admins only. Enterprise. */
    Optional<Boolean> includeAuth();

    /** Whether to return the identity providers. Enterprise. */
    Optional<Boolean> includeProvidersInfo();

    /** Only users active in these projects; {@code users.get_all_ex} only. */
    @Filter(endpoints = "users.get_all_ex")
    Optional<List<String>> activeInProjects();

    /** Whether to return when the users were last seen; Enterprise, {@code users.get_all_ex} only. */
    Optional<Boolean> includeActivity();

    /** Rejects invalid values, and adds {@code id} to the fields: without it no {@link User} can be made. */
    @Value.Check
    default UserQuery check() {
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

    /** Builds a {@link UserQuery}. */
    final class Builder extends ImmutableUserQuery.Builder {
        Builder() {}

        /** Only those of exactly this name: it is quoted, and set as the {@link #namePattern(String) pattern}. */
        public Builder name(String name) {
            return namePattern(Check.wholeText("name", name));
        }
    }
}
