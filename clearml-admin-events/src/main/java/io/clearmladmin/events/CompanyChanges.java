package io.clearmladmin.events;

import java.util.List;

/**
 * What a check of the tenants brought.
 *
 * @param told the events that were told, in their order
 * @param failed the tenants of which nothing could be told; the next check tries again
 */
public record CompanyChanges(List<Event> told, List<FailedTenant> failed) {

    /** Keeps copies. */
    public CompanyChanges {
        told = List.copyOf(told);
        failed = List.copyOf(failed);
    }
}
