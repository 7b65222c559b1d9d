package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.util.List;

/**
 * An endpoint of the server.
 *
 * @param name its name
 * @param since the first API version that has it
 * @param roles who may call; everyone with a login if empty
 * @param anonymous whether it may be called without a login
 * @param action what it does
 */
record Endpoint(String name, String since, List<Role> roles, boolean anonymous, Action action) {

    /** What an endpoint does: turns a call into the answer's {@code data}. */
    interface Action {
        Object run(Caller caller, Body body);
    }

    /** The one endpoint that does not even look at the login. */
    boolean ignoresLogin() {
        return name.equals("debug.ping");
    }
}
