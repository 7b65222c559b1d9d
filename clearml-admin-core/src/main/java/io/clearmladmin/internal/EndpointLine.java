package io.clearmladmin.internal;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Repeat;
import java.util.regex.Pattern;

/** What is known of an endpoint: its annotation, or what the caller of a call by name said. */
record EndpointLine(String name, Repeat repeat, Edition edition, String since, String settledBy, boolean anonymous) {

    // The server takes word characters and one dot; anything else would change the path.
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+");

    EndpointLine {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "endpoint: must be like service.action, letters, digits and _ only, is '" + name + "'");
        }
    }

    static EndpointLine of(Endpoint line) {
        return new EndpointLine(
                line.name(), line.repeat(), line.edition(), line.since(), line.settledBy(), line.anonymous());
    }

    static EndpointLine named(String name, Repeat repeat) {
        return new EndpointLine(name, repeat, Edition.OPEN_SOURCE, "", "", false);
    }

    boolean mayRepeat() {
        return repeat == Repeat.SAFE;
    }
}
