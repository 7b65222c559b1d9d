package io.clearmladmin.onboarding;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import org.immutables.value.Value;

/** An access rule of a tenant. */
@JsonSerialize
@Value.Immutable
public interface AccessRuleSpec {

    /** The name, which identifies the rule. */
    String name();

    /** The description. */
    String description();

    /**
     * {@code task}, {@code model}, {@code project}, {@code queue}, {@code dataset}, {@code dataview}, {@code route},
     * {@code app} or {@code app_category}.
     */
    String entityType();

    /** Its id; {@code *} for all of the type. */
    String entityId();

    /** {@code read} or {@code read_write}. */
    String accessPermission();

    /** E-mails of users of this specification. */
    List<String> users();

    /**
     * Names of groups, of this specification or of those that every tenant has: {@code users}, {@code admins}, {@code
     * queue_admins}.
     */
    List<String> groups();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("name", name());
        Check.text("entityType", entityType());
        Check.text("entityId", entityId());
        Check.text("accessPermission", accessPermission());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds an {@link AccessRuleSpec}. */
    final class Builder extends ImmutableAccessRuleSpec.Builder {
        Builder() {}
    }
}
