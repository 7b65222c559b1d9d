package io.clearmladmin.k8s.internal;

import io.clearmladmin.errors.RedactedException;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes logins out of what people will read: those in an address, and what looks like a token. */
public final class Safe {

    private static final Pattern LOGIN =
            Pattern.compile("(?<=://)[^/?#\\s]+(?=@)|eyJ[\\w-]{5,}\\.[\\w.-]*|(?i:basic|bearer) [\\w+/=.~-]{6,}");

    private Safe() {}

    /** A text of others without them. */
    public static String text(String text) {
        return LOGIN.matcher(text).replaceAll("***");
    }

    /** A failure of others without them; the failure itself if there are none. */
    public static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure == null ? null : RedactedException.of(failure, Safe::text);
    }

    /** An address without user and password, which no request sends. */
    public static URI address(String address) {
        String clean = address.replaceAll("(?<=://)[^/?#\\s]+@", "");
        return URI.create(clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean);
    }
}
