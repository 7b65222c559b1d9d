package io.clearmladmin.drain;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.Locale;
import java.util.Objects;

/**
 * Whose work is drained. All but a tenant are of the caller's own tenant; act as a user of another one for what is there.
 *
 * @param kind what it is
 * @param id its id
 */
public record DrainScope(Kind kind, String id) {

    /** What can be drained. */
    public enum Kind {
        /** What a worker runs, with what it starts for single tasks. */
        WORKER,
        /** What waits in a queue, and what runs from it. */
        QUEUE,
        /** What waits and runs of a project and all projects below it. */
        PROJECT,
        /** What waits and runs of the tasks that a user created. */
        USER,
        /** What waits and runs in a tenant. */
        TENANT
    }

    /** Rejects a blank id: an empty filter would be no filter. */
    public DrainScope {
        Objects.requireNonNull(kind, "kind");
        Check.text("id", id);
    }

    /** The work of a worker. */
    public static DrainScope worker(String workerId) {
        return new DrainScope(Kind.WORKER, workerId);
    }

    /** The work of a queue. */
    public static DrainScope queue(String queueId) {
        return new DrainScope(Kind.QUEUE, queueId);
    }

    /** The work of a project and of all below it. */
    public static DrainScope project(String projectId) {
        return new DrainScope(Kind.PROJECT, projectId);
    }

    /** The work of a user. */
    public static DrainScope user(String userId) {
        return new DrainScope(Kind.USER, userId);
    }

    /** The work of a tenant. */
    public static DrainScope tenant(String tenantId) {
        return new DrainScope(Kind.TENANT, tenantId);
    }

    /** Such as {@code queue 5f3a}. */
    @Override
    public String toString() {
        return SafeText.line(kind.name().toLowerCase(Locale.ROOT) + " " + id);
    }
}
