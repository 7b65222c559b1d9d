package io.clearmladmin.events;

import java.util.List;

/**
 * What a check of the tenants brought.
 *
 * @param published the events that were published, in their order
 * @param failed the tenants of which nothing could be published; the next check tries again
 */
public record CompanyChanges(List<Event> published, List<FailedTenant> failed) {

    /** Keeps copies. */
    public CompanyChanges {
        published = List.copyOf(published);
        failed = List.copyOf(failed);
    }
}
