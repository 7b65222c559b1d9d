package io.clearmladmin.organization;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** The tags that an object must have. */
@JsonDeserialize(builder = TagsFilter.Builder.class)
@Value.Immutable
public interface TagsFilter extends Extensible {

    /** Tags. */
    @Filter
    Optional<List<String>> tags();

    /** System tags. */
    @Filter
    Optional<List<String>> systemTags();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TagsFilter}. */
    final class Builder extends ImmutableTagsFilter.Builder {
        Builder() {}
    }
}
