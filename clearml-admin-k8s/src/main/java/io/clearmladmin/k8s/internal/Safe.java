package io.clearmladmin.k8s.internal;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.internal.secrets.Redactor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Redacts logins in what people will read: those in an address, what looks like a token, and those that this process has
 * sent to a cluster, in whatever form they come back.
 */
public final class Safe {

    // Rotated tokens make room for the new ones.
    private static final int MOST_KNOWN = 64;
    // What is shorter protects nothing, and would be found in words.
    private static final int SHORTEST_KNOWN = 8;
    private static final Deque<Secret> KNOWN = new ArrayDeque<>();

    private static volatile Redactor redactor = new Redactor(List.of());
    private static volatile String last = "";

    private Safe() {}

    /** A text of others without them. */
    public static String text(String text) {
        return redactor.redact(text);
    }

    /** A failure of others without them; the failure itself if there are none. */
    public static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure == null ? null : redactor.cause(failure);
    }

    /** Registers a login that is about to be sent, by the value of its {@code Authorization} header. */
    public static void sent(@Nullable String authorization) {
        if (authorization == null || authorization.equals(last)) {
            return;
        }
        String login = authorization.substring(authorization.indexOf(' ') + 1).strip();
        know(login);
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            password(login).ifPresent(Safe::know);
        }
        last = authorization;
    }

    /** Registers a token or password. One of less than 8 characters is not searched for. */
    public static void know(@Nullable String login) {
        if (login == null || login.length() < SHORTEST_KNOWN) {
            return;
        }
        Secret secret = Secret.of(login);
        synchronized (KNOWN) {
            // One that is used again counts as new.
            boolean isKnown = KNOWN.remove(secret);
            KNOWN.addLast(secret);
            if (KNOWN.size() > MOST_KNOWN) {
                KNOWN.removeFirst();
            }
            if (!isKnown) {
                redactor = new Redactor(List.copyOf(KNOWN));
            }
        }
    }

    private static Optional<String> password(String pair) {
        try {
            String decoded = new String(Base64.getDecoder().decode(pair), StandardCharsets.UTF_8);
            return Optional.of(decoded.substring(decoded.indexOf(':') + 1));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** An address without user and password, which no request sends. */
    public static URI address(String address) {
        String clean = address.replaceAll("(?<=://)[^/?#\\s]+@", "");
        return URI.create(clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean);
    }
}
