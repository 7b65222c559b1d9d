/**
 * {@code events.*}: what tasks printed.
 *
 * <pre>{@code
 * import io.clearmladmin.logs.ClearTaskLog;
 *
 * int deleted = clearml.events().clearTaskLog(ClearTaskLog.builder().task(taskId).thresholdSec(86_400).build());
 * }</pre>
 */
package io.clearmladmin.logs;
