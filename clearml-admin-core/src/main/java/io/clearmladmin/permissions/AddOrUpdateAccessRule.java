package io.clearmladmin.permissions;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** An access rule to store. */
@JsonDeserialize(builder = AddOrUpdateAccessRule.Builder.class)
@Value.Immutable
public interface AddOrUpdateAccessRule extends Extensible {

    /** Its id; generated if absent. */
    Optional<String> id();

    /** The name. */
    String name();

    /** The description. */
    String description();

    /**
     * {@code task}, {@code model}, {@code project}, {@code queue}, {@code dataset}, {@code dataview}, {@code route},
     * {@code app} or {@code app_category}.
     */
    String entityType();

    /** Its id; {@code *} for all of the type. */
    Optional<String> entityId();

    /** {@code read} or {@code read_write}. */
    String accessPermission();

    /** Ids of users. */
    List<String> users();

    /** Ids of groups. */
    List<String> groups();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
        Check.text("entityType", entityType());
        Check.text("accessPermission", accessPermission());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AddOrUpdateAccessRule}. */
    final class Builder extends ImmutableAddOrUpdateAccessRule.Builder {
        Builder() {}
    }
}
