package io.clearmladmin.debug;

import static io.clearmladmin.endpoint.Repeat.SAFE;

import io.clearmladmin.endpoint.Endpoint;

/** {@code debug.*}: whether the API server's process answers. */
public interface DebugService {

    /** Answers without using a database. Needs no login. */
    @Endpoint(name = "debug.ping", repeat = SAFE, since = "2.9", anonymous = true)
    Ping ping();
}
