/**
 * Waiting for what is not done when a call returns.
 *
 * <!-- not run: needs a task that runs -->
 * <pre>{@code
 * import io.clearmladmin.waiting.Waiter;
 * import java.util.Optional;
 *
 * clearml.tasks().stop(taskId, Optional.of("maintenance"));
 * Waiter.builder(clearml).build().taskStopped(taskId);
 * }</pre>
 */
package io.clearmladmin.waiting;
