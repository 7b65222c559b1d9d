package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The endpoints that this server has. */
final class Endpoints {

    static final List<Role> ANYONE = List.of();
    static final List<Role> PLATFORM = List.of(Role.SYSTEM, Role.ROOT);
    static final List<Role> ADMINS = List.of(Role.SYSTEM, Role.ROOT, Role.ADMIN);

    private final Map<String, Endpoint> all = new TreeMap<>();

    void add(String name, List<Role> roles, Endpoint.Action action) {
        add(new Endpoint(name, "1.0", roles, Endpoint.Login.NEEDED, action));
    }

    void add(String name, String since, List<Role> roles, Endpoint.Action action) {
        add(new Endpoint(name, since, roles, Endpoint.Login.NEEDED, action));
    }

    void add(Endpoint endpoint) {
        all.put(endpoint.name(), endpoint);
    }

    void remove(String name) {
        all.remove(name);
    }

    @Nullable
    Endpoint find(String name, double version) {
        Endpoint endpoint = all.get(name);
        return endpoint == null || number(endpoint.since()) > version ? null : endpoint;
    }

    /** API versions are compared as numbers of two parts: 2.4 is older than 2.31. */
    static double number(String version) {
        String[] parts = version.split("\\.", 2);
        double minor = parts.length == 2 ? Double.parseDouble(parts[1]) : 0;
        return Double.parseDouble(parts[0]) * 1000 + minor;
    }

    Map<String, Object> listing() {
        Map<String, Object> listing = new TreeMap<>();
        all.forEach((name, endpoint) ->
                listing.put(name, List.of(Map.of("min_version", endpoint.since(), "required_fields", List.of()))));
        return listing;
    }
}
