package io.clearmladmin.helm;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.text.SafeText;
import java.util.regex.Pattern;

/**
 * A user that logs in with a name and a password. Only the default tenant has such users.
 *
 * @param username the name to log in with
 * @param password its password, at most 71 bytes; only its bcrypt hash is written
 * @param name the display name
 * @param isAdmin whether it is an admin. Enterprise.
 */
public record FixedUser(String username, Secret password, String name, boolean isAdmin) {

    private static final int LONGEST_PASSWORD = 71;
    private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7e]+");

    /** Refuses a user that cannot log in at the server. */
    public FixedUser {
        if (!VISIBLE.matcher(username).matches() || username.isBlank() || username.contains(":")) {
            throw new IllegalArgumentException("username: must be of visible ASCII characters, without a colon");
        }
        // The server reads a login as Latin-1, so any other character never matches.
        if (!VISIBLE.matcher(password.reveal()).matches() || password.reveal().length() > LONGEST_PASSWORD) {
            throw new IllegalArgumentException(
                    "password of " + username + ": must be 1 to 71 visible ASCII characters: bcrypt reads no more, and"
                            + " the server no others");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of " + username + ": must not be empty");
        }
    }

    /** A user without rights of its own. */
    public static FixedUser of(String username, Secret password, String name) {
        return new FixedUser(username, password, name, false);
    }

    /** An admin of the default tenant. Enterprise. */
    public static FixedUser admin(String username, Secret password, String name) {
        return new FixedUser(username, password, name, true);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
