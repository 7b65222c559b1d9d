package io.clearmladmin.organization;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Filter;
import java.util.Optional;
import org.immutables.value.Value;

/** Which tags to list. */
@JsonDeserialize(builder = TagsQuery.Builder.class)
@Value.Immutable
public interface TagsQuery extends Extensible {

    /** Whether to list system tags too. */
    Optional<Boolean> includeSystem();

    /** Only tags of objects that have these. */
    @Filter
    Optional<TagsFilter> filter();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link TagsQuery}. */
    final class Builder extends ImmutableTagsQuery.Builder {
        Builder() {}
    }
}
