package io.clearmladmin.events;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.system.Company;

/**
 * A tenant of which nothing could be told this time.
 *
 * @param id the tenant's id
 * @param name the tenant's name, as far as is known; may be empty
 * @param reason what went wrong
 */
public record FailedTenant(String id, String name, String reason) {

    /** Refuses nulls. */
    public FailedTenant {
        Check.present("id", id);
        Check.present("name", name);
        Check.present("reason", reason);
    }

    static FailedTenant of(Company tenant, Throwable failure) {
        return new FailedTenant(tenant.id(), tenant.name().orElse(""), String.valueOf(failure.getMessage()));
    }

    /** One line for people. */
    @Override
    public String toString() {
        return id + (name.isEmpty() ? "" : " '" + name + "'") + ": " + reason;
    }
}
