package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Repeat;
import java.util.regex.Pattern;

/** What is known of an endpoint: its annotation, or what the caller of a call by name said. */
record EndpointSpec(String name, Repeat repeat, Edition edition, String since, String verifyWith, boolean anonymous) {

    // The server takes word characters and one dot; anything else would change the path.
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+");

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "endpoint: must be like service.action, letters, digits and _ only, is '" + name + "'");
        }
        return name;
    }

    static EndpointSpec of(Endpoint line) {
        return new EndpointSpec(
                checked(line.name()), line.repeat(), line.edition(), line.since(), line.verifyWith(), line.anonymous());
    }

    static EndpointSpec named(String name, Repeat repeat) {
        return new EndpointSpec(checked(name), repeat, Edition.OPEN_SOURCE, "", "", false);
    }

    /** An endpoint of another service than the API server, which names its endpoints as it likes. */
    static EndpointSpec elsewhere(String name, Repeat repeat) {
        return new EndpointSpec(name, repeat, Edition.ENTERPRISE, "", "", false);
    }

    boolean mayRepeat() {
        return repeat == Repeat.SAFE;
    }
}
