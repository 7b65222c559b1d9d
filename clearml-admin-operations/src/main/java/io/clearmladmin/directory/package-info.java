/**
 * Tenants, users and queues by the names that people know them by.
 *
 * <pre>{@code
 * import io.clearmladmin.directory.Directory;
 *
 * Directory directory = Directory.of(clearml);
 * directory.users(directory.ownTenant().id()).forEach(System.out::println);
 * }</pre>
 */
package io.clearmladmin.directory;
