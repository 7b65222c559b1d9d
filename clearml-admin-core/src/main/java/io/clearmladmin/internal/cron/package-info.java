/** Cron expressions, for schedules and Helm values. */
package io.clearmladmin.internal.cron;
