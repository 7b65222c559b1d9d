/**
 * {@code resources.*}: resource policies, which share resources among groups of users.
 *
 * <pre>{@code
 * clearml.resources().getPolicies().forEach(System.out::println);
 * System.out.println(clearml.resources().getResourcePools());
 * System.out.println(clearml.resources().getResourceProfiles());
 * }</pre>
 */
package io.clearmladmin.resources;
