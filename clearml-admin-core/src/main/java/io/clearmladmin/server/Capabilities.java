package io.clearmladmin.server;

import io.clearmladmin.endpoint.Edition;
import java.util.Optional;

/**
 * What the server is and has. Nothing is read before it is needed; what was read is kept, so that each question
 * costs one call at most. Safe for use by many threads.
 */
public interface Capabilities {

    /** The server's edition: by the token's feature set, else by whether it has {@code system.get_companies}. */
    Edition edition();

    /** The server's version, from the token's claims, else {@code server.info}; absent if neither names it. */
    Optional<String> serverVersion();

    /** The server's newest API version, likewise. */
    Optional<String> apiVersion();

    /**
     * Whether the server has an endpoint. Reads {@code server.endpoints} where the role may, else calls the endpoint
     * itself without credentials: a server resolves an endpoint's name before it checks them, so nothing is run.
     */
    boolean has(String endpoint);
}
