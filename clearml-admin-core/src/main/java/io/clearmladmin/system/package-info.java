/** {@code system.*}: platform administration of tenants. Enterprise servers only. */
package io.clearmladmin.system;
