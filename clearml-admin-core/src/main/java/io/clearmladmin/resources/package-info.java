/** {@code resources.*}: resource policies, which share resources among groups of users. */
package io.clearmladmin.resources;
