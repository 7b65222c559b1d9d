package io.clearmladmin.internal.keys;

import java.util.regex.Pattern;

/** Users of the server's own configuration (secure.credentials), whose keys no call creates, changes or revokes. */
public final class ConfiguredUsers {

    private static final Pattern ID = Pattern.compile("__\\w+__");

    private ConfiguredUsers() {}

    /** Whether this is the id of one, such as {@code __tests__}. */
    public static boolean isOne(String userId) {
        return ID.matcher(userId).matches();
    }
}
