package io.clearmladmin.errors;

/** By its token, the server is older than the endpoint; nothing was sent. */
public final class ServerTooOldException extends CallException {

    private static final long serialVersionUID = 1;

    private final String needed;
    private final String found;

    /** With the API version that brought the endpoint, and the server's. */
    public ServerTooOldException(String endpoint, int attempts, String needed, String found) {
        super(
                endpoint,
                attempts,
                "not sent: it needs a server of API version " + needed + " or newer, and this one has " + found
                        + ". Update the server, or check clearml.capabilities() first",
                null);
        this.needed = needed;
        this.found = found;
    }

    /** The API version that brought the endpoint. */
    public String needed() {
        return needed;
    }

    /** The server's API version. */
    public String found() {
        return found;
    }
}
