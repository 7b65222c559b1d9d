/**
 * {@code server.*}: version, configuration, endpoints, health.
 *
 * <pre>{@code
 * System.out.println(clearml.server().info().version());
 * System.out.println(clearml.server().healthCheck());
 * System.out.println(clearml.capabilities());
 * }</pre>
 */
package io.clearmladmin.server;
