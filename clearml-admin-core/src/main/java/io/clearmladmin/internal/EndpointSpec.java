package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Repeat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is known of an endpoint: its annotation, or the arguments of a call by name. */
record EndpointSpec(
        String name,
        Repeat repeat,
        boolean changes,
        Edition edition,
        String since,
        String sinceRelease,
        String verifyWith,
        boolean anonymous) {

    // The server takes word characters and one dot; anything else would change the path.
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+");
    // The names of reads. Whether a call by name is a read is not known; in doubt it counts as one that changes
    // something.
    private static final Pattern READ = Pattern.compile(
            ".*\\.((get|peek|validate|check|download|list|locate|prepare|test)(_.*)?|ping(_auth)?|info|endpoints|config|health_.*"
                    + "|db_version|supported_modes|fixed_users_mode|company_info|login)");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})");

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "endpoint: must be like service.action, letters, digits and _ only, got '" + name + "'");
        }
        return name;
    }

    static EndpointSpec of(Endpoint line) {
        return new EndpointSpec(
                checked(line.name()),
                line.repeat(),
                line.changes() || line.repeat() == Repeat.UNSAFE,
                line.edition(),
                line.since(),
                line.sinceRelease(),
                line.verifyWith(),
                line.anonymous());
    }

    static EndpointSpec named(String name, Repeat repeat) {
        boolean changes = repeat == Repeat.UNSAFE || !READ.matcher(name).matches();
        return new EndpointSpec(checked(name), repeat, changes, Edition.OPEN_SOURCE, "", "", "", false);
    }

    /** A read that needs no login. */
    static EndpointSpec probed(String name) {
        return new EndpointSpec(checked(name), Repeat.SAFE, false, Edition.OPEN_SOURCE, "", "", "", true);
    }

    /** An endpoint that every server has and that is retryable. */
    static EndpointSpec everywhere(String name) {
        return new EndpointSpec(name, Repeat.SAFE, false, Edition.OPEN_SOURCE, "", "", "", false);
    }

    /** An endpoint of another service than the API server, which names its endpoints as it likes. */
    static EndpointSpec elsewhere(String name, Repeat repeat) {
        return new EndpointSpec(name, repeat, repeat == Repeat.UNSAFE, Edition.ENTERPRISE, "", "", "", false);
    }

    boolean mayRepeat() {
        return repeat == Repeat.SAFE;
    }

    /** Whether a server of this API version is known to lack the endpoint. */
    boolean isNewerThan(Optional<String> apiVersion) {
        return !since.isEmpty()
                && apiVersion.filter(server -> number(server) < number(since)).isPresent();
    }

    // 2.4 is older than 2.31. A text that is no version counts as the newest: the server may say what it lacks.
    private static long number(String version) {
        var parts = VERSION.matcher(version);
        return parts.matches()
                ? Long.parseLong(parts.group(1)) * 1_000_000 + Long.parseLong(parts.group(2))
                : Long.MAX_VALUE;
    }
}
