package io.clearmladmin.permissions;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A group to store. */
@JsonDeserialize(builder = AddOrUpdateUserGroup.Builder.class)
@Value.Immutable
public interface AddOrUpdateUserGroup extends Extensible {

    /**
     * Its id. An unknown one creates the group with that id, so that a caller who chooses it can store the group
     * again.
     */
    Optional<String> id();

    /** The name. */
    Optional<String> name();

    /** The description. */
    Optional<String> description();

    /** Ids of its users. They probably replace the present ones; that is not documented. */
    Optional<List<String>> users();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AddOrUpdateUserGroup}. */
    final class Builder extends ImmutableAddOrUpdateUserGroup.Builder {
        Builder() {}
    }
}
