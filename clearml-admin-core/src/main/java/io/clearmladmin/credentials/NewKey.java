package io.clearmladmin.credentials;

import io.clearmladmin.auth.Credentials;
import java.util.Locale;

/**
 * A key that was made, of which nobody has the secret yet.
 *
 * @param tenant the name of the tenant
 * @param user the id of the user whose key it is
 * @param label what it is for
 * @param credentials the key and its secret
 */
public record NewKey(String tenant, String user, String label, Credentials credentials) {

    /** A name for where it is kept: tenant and label in lower case letters, digits and {@code -}, 63 at most. */
    public String fileName() {
        String name = (tenant + "-" + label)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+", "");
        return name.substring(0, Math.min(63, name.length())).replaceAll("-+$", "");
    }
}
