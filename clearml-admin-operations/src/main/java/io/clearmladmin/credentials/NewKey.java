package io.clearmladmin.credentials;

import io.clearmladmin.auth.Credentials;
import java.util.Objects;

/**
 * A new key, whose secret nobody has yet.
 *
 * @param key its owner and purpose
 * @param credentials the key and its secret
 */
public record NewKey(KeptKey key, Credentials credentials) {

    /** Refuses null, and the secret of another key. */
    public NewKey {
        Objects.requireNonNull(key, "key");
        if (!key.accessKey().equals(credentials.accessKey())) {
            throw new IllegalArgumentException("credentials: must be those of the key");
        }
    }

    /** The name of the tenant. */
    public String tenant() {
        return key.tenant();
    }

    /** The id of the user whose key it is. */
    public String user() {
        return key.user();
    }

    /** Its purpose. */
    public String label() {
        return key.label();
    }

    /** A name that no other key ever has; see {@link KeptKey#ownName()}. */
    public String ownName() {
        return key.ownName();
    }
}
