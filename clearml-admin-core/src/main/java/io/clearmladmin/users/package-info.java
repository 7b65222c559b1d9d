/** {@code users.*}: profiles, roles, preferences, service users. */
package io.clearmladmin.users;
