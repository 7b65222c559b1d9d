package io.clearmladmin.helm;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.check.Check;
import org.jspecify.annotations.Nullable;

/** Checks arguments of builders; messages name the field and never a secret. */
final class Required {

    private Required() {}

    static String text(String field, @Nullable String text) {
        return Check.text(field, text == null ? "" : text);
    }

    static String secret(String field, @Nullable Secret secret) {
        return text(field, secret == null ? null : secret.reveal());
    }

    static String host(String field, @Nullable String host) {
        if (!HostNames.isHost(text(field, host))) {
            throw new IllegalArgumentException(
                    field + ": must be a host name such as ml.example.com, without scheme, port and path");
        }
        return text(field, host);
    }

    static int port(String field, int port) {
        if (!HostNames.isPort(String.valueOf(port))) {
            throw new IllegalArgumentException(field + ": must be from 1 to 65535, got " + port);
        }
        return port;
    }
}
