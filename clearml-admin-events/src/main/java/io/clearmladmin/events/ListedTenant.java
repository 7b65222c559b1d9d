package io.clearmladmin.events;

import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.system.CompanyQuery;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as the server lists it, read so that one without an id does not hide all the others.
 *
 * @param id its id; empty if the server gives none, so that nothing more can be read of it
 */
record ListedTenant(String id, Optional<String> name, Optional<Boolean> active) {

    ListedTenant(@Nullable String id, Optional<String> name, Optional<Boolean> active) {
        this.id = id == null ? "" : id;
        this.name = name;
        this.active = active;
    }

    boolean hasNoId() {
        return id.isEmpty();
    }

    /** The listing. */
    interface Service {

        @Endpoint(
                name = "system.get_companies",
                repeat = Repeat.SAFE,
                result = "companies",
                edition = Edition.ENTERPRISE)
        List<ListedTenant> getCompanies(CompanyQuery query);
    }
}
