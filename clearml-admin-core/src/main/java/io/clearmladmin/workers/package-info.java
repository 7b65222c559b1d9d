/**
 * {@code workers.*}: the agents that run tasks.
 *
 * <pre>{@code
 * import io.clearmladmin.workers.ActivityQuery;
 * import io.clearmladmin.workers.WorkerQuery;
 * import java.time.Duration;
 * import java.time.Instant;
 *
 * clearml.workers().getAll(WorkerQuery.builder().build()).forEach(System.out::println);
 * System.out.println(clearml.workers().getCount(WorkerQuery.builder().build()));
 * System.out.println(clearml.workers()
 *         .getActivityReport(ActivityQuery.builder()
 *                 .fromDate(Instant.now().minus(Duration.ofDays(1)))
 *                 .toDate(Instant.now())
 *                 .interval(3600)
 *                 .build()));
 * }</pre>
 */
package io.clearmladmin.workers;
