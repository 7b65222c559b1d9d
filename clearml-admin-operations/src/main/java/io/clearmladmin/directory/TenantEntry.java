package io.clearmladmin.directory;

import io.clearmladmin.internal.text.SafeText;
import java.util.Objects;

/**
 * A tenant in a listing.
 *
 * @param id the tenant's id
 * @param name its name; the id if it has none
 * @param isActive whether it is active
 */
public record TenantEntry(String id, String name, boolean isActive) {

    /** Refuses null. */
    public TenantEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
