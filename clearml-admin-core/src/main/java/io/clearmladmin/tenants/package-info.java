/**
 * {@code tenants.*}: tenants as the Platform Management Center sees them, and their custom events. Enterprise servers
 * only.
 */
package io.clearmladmin.tenants;
