/** {@code permissions.*}: groups of users, and what they may reach. */
package io.clearmladmin.permissions;
