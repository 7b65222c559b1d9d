/**
 * Draining: the work of a worker, a queue, a project, a user or a tenant comes to an end. Start at {@link
 * io.clearmladmin.drain.Drain}.
 *
 * <pre>{@code
 * import io.clearmladmin.drain.Drain;
 * import io.clearmladmin.drain.DrainScope;
 * import java.time.Duration;
 *
 * Drain drain = Drain.builder(clearml).letRun(Duration.ofHours(2)).thenStop().build();
 * System.out.println(drain.plan(DrainScope.project(projectId)));
 * }</pre>
 */
package io.clearmladmin.drain;
