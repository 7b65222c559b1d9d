package io.clearmladmin.events;

import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;

/**
 * A tenant of which nothing could be published this time.
 *
 * @param id the tenant's id; empty if the server lists the tenant without one
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

    static FailedTenant of(ListedTenant tenant, Throwable failure) {
        return new FailedTenant(tenant.id(), tenant.name().orElse(""), String.valueOf(failure.getMessage()));
    }

    static FailedTenant withoutId(ListedTenant tenant) {
        return new FailedTenant(
                "",
                tenant.name().orElse(""),
                "the server lists it without an id; look for it in the server's database");
    }

    /** One line for people. */
    @Override
    public String toString() {
        return SafeText.line(
                (id.isEmpty() ? "(no id)" : id) + (name.isEmpty() ? "" : " '" + name + "'") + ": " + reason);
    }
}
