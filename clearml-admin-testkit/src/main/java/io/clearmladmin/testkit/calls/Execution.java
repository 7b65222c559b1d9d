package io.clearmladmin.testkit.calls;

import java.util.Map;

/**
 * A call that the fake server carried out. Calls that it refused, or that a fault kept from it, are not among them.
 *
 * @param endpoint the endpoint's name
 * @param user the id of the user it ran as; empty without a login
 * @param company the id of the tenant it ran in; empty without a login
 * @param body what was sent
 */
public record Execution(String endpoint, String user, String company, Map<String, Object> body) {

    /** Prints no body: it may hold secrets. */
    @Override
    public String toString() {
        return endpoint + " as " + (user.isEmpty() ? "nobody" : user);
    }
}
