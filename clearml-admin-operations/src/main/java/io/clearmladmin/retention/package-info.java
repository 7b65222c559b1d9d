/**
 * Archives or deletes old tasks and models by rule: planned and counted first, in bounded batches, with an outcome for each.
 *
 * <pre>{@code
 * import io.clearmladmin.retention.Retention;
 * import io.clearmladmin.retention.RetentionPlan;
 * import io.clearmladmin.retention.RetentionRule;
 * import java.time.Duration;
 *
 * Retention retention = Retention.of(clearml);
 * RetentionPlan plan = retention.plan(RetentionRule.archiveTasks().olderThan(Duration.ofDays(180)).build());
 * System.out.println(plan);
 * System.out.println(retention.apply(plan));
 * }</pre>
 */
@ValueStyle
package io.clearmladmin.retention;

import io.clearmladmin.internal.json.ValueStyle;
