package io.clearmladmin.debug;

import static io.clearmladmin.endpoint.Edition.ENTERPRISE;
import static io.clearmladmin.endpoint.Repeat.SAFE;

import io.clearmladmin.endpoint.Endpoint;

/** {@code debug.*}: whether the API server's process answers. */
public interface DebugService {

    /** Answers without using a database. Needs no login. */
    @Endpoint(name = "debug.ping", repeat = SAFE, since = "2.9", anonymous = true)
    Ping ping();

    /** The same with a login: the cheapest call that shows that a key is accepted. */
    @Endpoint(name = "debug.ping_auth", repeat = SAFE, edition = ENTERPRISE)
    Ping pingAuth();
}
