package io.clearmladmin.internal.secrets;

import io.clearmladmin.internal.text.SafeText;

/** An access key, shortened for reports. */
public final class ShortKey {

    private static final int SHOWN = 4;

    private ShortKey() {}

    /** Enough of it to identify it. */
    public static String of(String accessKey) {
        return accessKey.substring(0, Math.min(SHOWN, accessKey.length())) + "…";
    }

    /** A key in a line of a report; all keys of the user if the key is empty. User text cannot break the line. */
    public static String described(String accessKey, String label, String user, String reason) {
        String key = accessKey.isEmpty() ? "the keys" : of(accessKey) + " '" + label + "'";
        String line = key + " of " + (user.isEmpty() ? "others" : user) + (reason.isEmpty() ? "" : ": " + reason);
        return SafeText.line(line);
    }
}
