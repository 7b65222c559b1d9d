package io.clearmladmin.applications;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What shall become of an application, or of a customization, in which tenants. */
@JsonSerialize
@Value.Immutable
public interface Rollout {

    /** The most tenants of one call. */
    int MOST_AT_ONCE = 500;

    /** What the tenants shall have. */
    enum Goal {
        /** The application, so that their users may launch it. */
        ENABLED,
        /** The application, so that their users see it and may not launch it. What runs goes on. */
        DISABLED,
        /** No such application. */
        REMOVED
    }

    /** The application's id, or that of a customization. */
    String application();

    /** What the tenants shall have; {@link Goal#ENABLED} by default. */
    @Value.Default
    default Goal goal() {
        return Goal.ENABLED;
    }

    /** The ids of the tenants, one at least; all that are not deleted if absent. */
    Optional<List<String>> tenants();

    /**
     * Whether tenants that have the application disabled get it enabled too; no by default, since somebody may have disabled it on
     * purpose. Of {@link Goal#ENABLED} alone.
     */
    @Value.Default
    default boolean mayReenable() {
        return false;
    }

    /**
     * Whether running instances are stopped; no by default: then the application is taken only from tenants that run none. Of
     * {@link Goal#REMOVED} alone.
     */
    @Value.Default
    default boolean mayStopInstances() {
        return false;
    }

    /** To how many tenants it is done in one call: 1 to 500, 50 by default. */
    @Value.Default
    default int tenantsAtOnce() {
        return 50;
    }

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("application", application());
        tenants().ifPresent(ids -> {
            Check.notEmpty("tenants", ids);
            ids.forEach(id -> Check.text("tenants", id));
        });
        if (mayReenable() && goal() != Goal.ENABLED) {
            throw new IllegalArgumentException("mayReenable: is of goal ENABLED, got goal " + goal());
        }
        if (mayStopInstances() && goal() != Goal.REMOVED) {
            throw new IllegalArgumentException("mayStopInstances: is of goal REMOVED, got goal " + goal());
        }
        if (tenantsAtOnce() < 1 || tenantsAtOnce() > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "tenantsAtOnce: must be from 1 to " + MOST_AT_ONCE + ", got " + tenantsAtOnce());
        }
    }

    /** An application that all tenants shall have, but for those where it is disabled. */
    static Rollout toAllTenants(String applicationId) {
        return builder().application(applicationId).build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Rollout}. */
    final class Builder extends ImmutableRollout.Builder {
        Builder() {}
    }
}
