/**
 * {@code routers.*}: app gateways and their static routes. Enterprise.
 *
 * <pre>{@code
 * import io.clearmladmin.routers.RouteQuery;
 *
 * clearml.routers().getTaskRouters().forEach(System.out::println);
 * clearml.routers().getRoutes(RouteQuery.builder().build()).forEach(System.out::println);
 * }</pre>
 */
package io.clearmladmin.routers;
