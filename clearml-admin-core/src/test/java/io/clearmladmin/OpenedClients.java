package io.clearmladmin;

import io.clearmladmin.internal.Client;

/** The way between a client as users see it and what carries it out, for tests of the latter. */
public final class OpenedClients {

    private OpenedClients() {}

    /** As users see it. */
    public static ClearMl of(Client client) {
        return new DefaultClearMl(client);
    }

    /** What carries it out. */
    public static Client client(ClearMl clearml) {
        return ((DefaultClearMl) clearml).client;
    }
}
