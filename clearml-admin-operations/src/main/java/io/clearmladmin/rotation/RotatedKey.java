package io.clearmladmin.rotation;

import io.clearmladmin.internal.secrets.ShortKey;
import io.clearmladmin.internal.text.Table;
import java.util.Locale;

/**
 * What a run did with a key.
 *
 * @param tenant the id of the tenant; empty where it could not be read
 * @param user the id of the key's user
 * @param accessKey the old key; empty where the user's keys could not be read
 * @param label its label, without what rotations add to it; empty if it has none
 * @param outcome its outcome
 * @param reason why; may be empty
 */
public record RotatedKey(String tenant, String user, String accessKey, String label, Outcome outcome, String reason) {

    /** The outcome for a key. */
    public enum Outcome {
        /** A new key replaced it, is stored and logs in; this one is revoked when its grace time is over. */
        REPLACED,
        /** It is revoked. */
        REVOKED,
        /** Nothing. */
        KEPT,
        /** Nothing, or not all: the reason says what went wrong. It still works; the next run continues. */
        FAILED
    }

    void addTo(Table rows) {
        rows.row(outcome.name().toLowerCase(Locale.ROOT), ShortKey.described(accessKey, label, user, reason));
    }

    /** One line, with the first characters of the key. */
    @Override
    public String toString() {
        return "%-8s ".formatted(outcome.name().toLowerCase(Locale.ROOT))
                + ShortKey.described(accessKey, label, user, reason);
    }
}
