package io.clearmladmin.routers;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;
import static io.clearmladmin.endpoint.Repeat.UNSAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import io.clearmladmin.endpoint.Paged;
import java.util.List;

/**
 * {@code routers.*}: app gateways and their static routes. Enterprise servers only; administrators may change them, in their own
 * tenant. What gateways send themselves is omitted on purpose. Tokens are in {@code auth.*}.
 */
public interface RoutersService {

    /** Lists static routes. */
    @Endpoint(
            name = "routers.get_routes",
            repeat = SAFE,
            result = "routes",
            edition = ENTERPRISE,
            sinceRelease = "3.26")
    Paged<Route> getRoutes(RouteQuery query);

    /** The gateways that report, with what they route now. One that falls silent disappears. */
    @Endpoint(name = "routers.get_task_routers", repeat = SAFE, result = "routers", edition = ENTERPRISE)
    List<Router> getTaskRouters();

    /** Adds a route, or changes the one whose id is given; returns its id. */
    @Endpoint(
            name = "routers.add_or_update_route",
            repeat = UNSAFE,
            result = "id",
            verifyWith = "routers.get_routes",
            edition = ENTERPRISE,
            sinceRelease = "3.26")
    String addOrUpdateRoute(AddOrUpdateRoute request);

    /** Checks that nobody has a {@code name}, {@code path} or {@code subdomain}; one that is taken or invalid is refused. */
    @Endpoint(name = "routers.check_route_name", repeat = SAFE, edition = ENTERPRISE, sinceRelease = "3.26")
    void checkRouteName(@Field("field") String field, @Field("value") String value);

    /** Enables or disables a route; one that tasks use needs force. */
    @Endpoint(
            name = "routers.set_route_enabled",
            repeat = SAFE,
            changes = true,
            edition = ENTERPRISE,
            sinceRelease = "3.26")
    void setRouteEnabled(@Field("id") String routeId, @Field("enabled") boolean enabled, @Field("force") boolean force);

    /** Deletes routes; those that tasks use need force. Returns how many. */
    @Endpoint(
            name = "routers.delete_routes",
            repeat = UNSAFE,
            result = "deleted",
            verifyWith = "routers.get_routes",
            edition = ENTERPRISE,
            sinceRelease = "3.26")
    int deleteRoutes(@Filter(literal = true) @Field("ids") List<String> routeIds, @Field("force") boolean force);

    /** Forgets a gateway; one that lives comes back with its next report. */
    @Endpoint(
            name = "routers.unregister",
            repeat = UNSAFE,
            verifyWith = "routers.get_task_routers",
            edition = ENTERPRISE)
    void unregister(@Field("router") String router);
}
