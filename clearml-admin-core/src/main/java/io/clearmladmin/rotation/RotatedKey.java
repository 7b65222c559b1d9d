package io.clearmladmin.rotation;

import io.clearmladmin.internal.keys.ShortKey;
import java.util.Locale;

/**
 * What a rotation did with a key.
 *
 * @param user the id of the key's user
 * @param accessKey the key that was there before
 * @param label what it is for
 * @param outcome what became of it
 * @param reason why; empty where nothing is to be said
 */
public record RotatedKey(String user, String accessKey, String label, Outcome outcome, String reason) {

    /** What can become of a key. */
    public enum Outcome {
        /** A new key has its place, is kept by the receiver and logs in; this one goes when its grace time is over. */
        REPLACED,
        /** Another key has its place, and it is revoked. */
        REVOKED,
        /** Nothing. */
        KEPT,
        /** Nothing, or not all: the reason says what went wrong. It still works; the next run goes on with it. */
        FAILED
    }

    /** One line, with the first characters of the key. */
    @Override
    public String toString() {
        return "%-8s ".formatted(outcome.name().toLowerCase(Locale.ROOT)) + ShortKey.of(accessKey) + " '" + label
                + "' of " + user + (reason.isEmpty() ? "" : ": " + reason);
    }
}
