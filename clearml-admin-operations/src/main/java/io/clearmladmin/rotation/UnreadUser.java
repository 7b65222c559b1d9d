package io.clearmladmin.rotation;

import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.text.Table;

/**
 * A user whose keys could not be read, such as those of a profile without a login.
 *
 * @param tenant the id of the tenant
 * @param user the id of the user; empty where not even the users of the tenant could be read
 * @param reason why
 */
public record UnreadUser(String tenant, String user, String reason) {

    void addTo(Table rows) {
        rows.row("unread", (user.isEmpty() ? "" : user + ": ") + reason);
    }

    /** One line. */
    @Override
    public String toString() {
        return SafeText.line("unread   " + (user.isEmpty() ? "" : user + ": ") + reason);
    }
}
