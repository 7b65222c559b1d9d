/** {@code organization.*}: what belongs to a tenant as a whole. */
package io.clearmladmin.organization;
