package io.clearmladmin.internal.keys;

/** An access key as reports show it. */
public final class ShortKey {

    private static final int SHOWN = 4;

    private ShortKey() {}

    /** Enough of it to know it by. */
    public static String of(String accessKey) {
        return accessKey.substring(0, Math.min(SHOWN, accessKey.length())) + "…";
    }
}
