package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;
import java.util.List;

/**
 * An endpoint of the server.
 *
 * @param name its name
 * @param since the first API version that has it
 * @param roles who may call; everyone with a login if empty
 * @param login what a login means to it
 * @param action what it does
 */
record Endpoint(String name, String since, List<Role> roles, Login login, Action action) {

    /** What an endpoint does: turns a call into the answer's {@code data}, or into a whole {@link Answer}. */
    interface Action {
        Object run(Caller caller, Body body);
    }

    /** What a login means to an endpoint. */
    enum Login {
        NEEDED,
        OPTIONAL,
        /** Not even looked at, so that a wrong one does no harm. */
        IGNORED
    }
}
