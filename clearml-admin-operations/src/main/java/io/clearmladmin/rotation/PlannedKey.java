package io.clearmladmin.rotation;

import io.clearmladmin.internal.secrets.ShortKey;
import io.clearmladmin.internal.text.Table;
import java.util.Locale;

/**
 * What a run would do with a key.
 *
 * @param tenant the id of the tenant
 * @param user the id of the key's user
 * @param accessKey the key
 * @param label its label, without what rotations add to it; empty if it has none
 * @param action what would be done
 * @param reason why
 */
public record PlannedKey(String tenant, String user, String accessKey, String label, Action action, String reason) {

    /** What can be done with a key. */
    public enum Action {
        /** A new key is created, stored and proved, and replaces it. */
        REPLACE,
        /** It is new, and an interrupted run has not labelled it; it is labelled. */
        FINISH,
        /** It is revoked. */
        REVOKE,
        /** Nothing. */
        KEEP,
        /** Nothing, since no call can change it. */
        CANNOT
    }

    void addTo(Table rows) {
        rows.row(action.name().toLowerCase(Locale.ROOT), ShortKey.described(accessKey, label, user, reason));
    }

    /** One line, with the first characters of the key. */
    @Override
    public String toString() {
        return "%-8s ".formatted(action.name().toLowerCase(Locale.ROOT))
                + ShortKey.described(accessKey, label, user, reason);
    }
}
