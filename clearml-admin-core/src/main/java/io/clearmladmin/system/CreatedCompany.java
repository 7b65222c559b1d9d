package io.clearmladmin.system;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * A tenant that was created.
 *
 * @param id the tenant's id
 * @param appQueues the queues of its applications
 * @param additional unknown fields, as received
 */
public record CreatedCompany(
        String id, List<AppQueue> appQueues, @JsonAnySetter Map<String, Object> additional) implements Extensible {

    /** Rejects a missing required field. */
    public CreatedCompany {
        Check.present("id", id);
        appQueues = Check.list(appQueues);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
