package io.clearmladmin.testkit.server;

import io.clearmladmin.endpoint.Role;

/**
 * As whom a call runs.
 *
 * @param user the id of the user in effect
 * @param company the id of that user's tenant
 * @param role the role in effect
 * @param session the session of the token; empty with key and secret
 */
record Caller(String user, String company, Role role, String session) {

    static final Caller NOBODY = new Caller("", "", new Role("none"), "");

    boolean isPlatform() {
        return role.equals(Role.SYSTEM) || role.equals(Role.ROOT);
    }
}
