package io.clearmladmin.directory;

import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A user in a listing. What the server does not return to this caller is absent.
 *
 * @param tenant the tenant's id
 * @param tenantName the tenant's name
 * @param id the user's id
 * @param name the display name
 * @param email the e-mail. Enterprise.
 * @param role the role. Enterprise.
 * @param created when the user was created
 * @param lastSeen when the user was last seen. Enterprise.
 */
public record UserEntry(
        String tenant,
        String tenantName,
        String id,
        Optional<String> name,
        Optional<String> email,
        Optional<Role> role,
        Optional<Instant> created,
        Optional<Instant> lastSeen) {

    /** Refuses null. */
    public UserEntry {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(tenantName, "tenantName");
        Objects.requireNonNull(id, "id");
    }

    /** Whether the user was not seen for this time before {@code now}; one never seen counts from its creation. */
    public boolean isInactive(Duration time, Instant now) {
        return lastSeen.or(() -> created)
                .filter(seen -> seen.isBefore(now.minus(time)))
                .isPresent();
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
