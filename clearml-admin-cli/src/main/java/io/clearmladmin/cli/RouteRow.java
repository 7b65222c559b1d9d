package io.clearmladmin.cli;

import io.clearmladmin.routers.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A static route, as it is printed. */
record RouteRow(
        String id,
        Optional<String> name,
        Optional<String> type,
        Optional<String> address,
        Optional<Boolean> enabled,
        Optional<Boolean> auth,
        Optional<String> status,
        List<String> userGroups,
        List<String> urls,
        int tasks,
        Optional<Instant> created) {

    static RouteRow of(Route route) {
        return new RouteRow(
                route.id(),
                route.name(),
                route.type(),
                route.path().or(route::subdomain),
                route.enabled(),
                route.authEnabled(),
                route.status(),
                route.userGroups(),
                route.urls(),
                route.tasks().size(),
                route.created());
    }
}
