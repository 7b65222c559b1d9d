/** Finds what is unsafe, broken or forgotten on a server; start at {@link io.clearmladmin.audit.Audit}. */
package io.clearmladmin.audit;
