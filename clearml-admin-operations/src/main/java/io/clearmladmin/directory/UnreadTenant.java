package io.clearmladmin.directory;

import io.clearmladmin.internal.text.SafeText;

/**
 * A tenant of which a {@link DirectoryListing} could not read something.
 *
 * @param tenant the tenant's id
 * @param tenantName its name; the id if it has none
 * @param what what could not be read: {@code users}, and with them all else, or {@code service users}
 * @param reason why
 */
public record UnreadTenant(String tenant, String tenantName, String what, String reason) {

    /** One line: what of which tenant, and why. */
    @Override
    public String toString() {
        return SafeText.line(
                "the " + what + " of tenant " + tenantName + " (" + tenant + ") could not be read: " + reason);
    }
}
