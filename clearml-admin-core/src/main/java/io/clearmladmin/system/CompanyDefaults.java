package io.clearmladmin.system;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Settings of a new tenant. */
@JsonDeserialize(builder = CompanyDefaults.Builder.class)
@Value.Immutable
public interface CompanyDefaults extends Extensible {

    /** How many users it may have. */
    Optional<Integer> allowedUsers();

    /** The cluster. */
    Optional<String> cluster();

    /** The Kibana space. */
    Optional<String> kibanaSpace();

    /** Its SSO settings. */
    Optional<Map<String, Object>> sso();

    /** Features on; in the guide, not in the reference. */
    Optional<List<Feature>> features();

    /** Features off; in the guide, not in the reference. */
    Optional<List<Feature>> excludeFeatures();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CompanyDefaults}. */
    final class Builder extends ImmutableCompanyDefaults.Builder {
        Builder() {}
    }
}
