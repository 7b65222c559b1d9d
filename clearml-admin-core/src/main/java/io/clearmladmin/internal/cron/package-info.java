/** Cron expressions, as schedules run by them and values hold them. */
package io.clearmladmin.internal.cron;
