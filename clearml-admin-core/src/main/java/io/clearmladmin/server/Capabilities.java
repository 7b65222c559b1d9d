package io.clearmladmin.server;

import io.clearmladmin.endpoint.Edition;
import java.util.Optional;

/**
 * What the server is and has. Nothing is asked before it is needed; what was learned is kept, so that each question
 * costs one call at most. Safe for use by many threads.
 */
public interface Capabilities {

    /** The server's edition: by the token's feature set, else by whether it knows {@code system.get_companies}. */
    Edition edition();

    /** The server's version, from the token's claims, else {@code server.info}; absent if neither tells. */
    Optional<String> serverVersion();

    /** The server's newest API version, likewise. */
    Optional<String> apiVersion();

    /**
     * Whether the server has an endpoint. Asks {@code server.endpoints} where the role may read it, else the endpoint
     * itself without credentials: a server resolves an endpoint's name before it looks at them, so nothing is run.
     */
    boolean has(String endpoint);
}
