package io.clearmladmin.internal.secrets;

import io.clearmladmin.internal.text.SafeText;

/** An access key as reports show it. */
public final class ShortKey {

    private static final int SHOWN = 4;

    private ShortKey() {}

    /** Enough of it to know it by. */
    public static String of(String accessKey) {
        return accessKey.substring(0, Math.min(SHOWN, accessKey.length())) + "…";
    }

    /** A key in a line of a report; all of the user's without one. What users wrote cannot break the line. */
    public static String described(String accessKey, String label, String user, String reason) {
        String key = accessKey.isEmpty() ? "the keys" : of(accessKey) + " '" + label + "'";
        String line = key + " of " + (user.isEmpty() ? "others" : user) + (reason.isEmpty() ? "" : ": " + reason);
        return SafeText.line(line);
    }
}
