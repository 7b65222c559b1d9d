package io.clearmladmin.system;

import io.clearmladmin.endpoint.Extensible;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A tenant with its settings. */
@Value.Immutable
public interface CompanyInfo extends Extensible {

    /** The tenant's id. */
    String id();

    /** The name. */
    Optional<String> name();

    /** Whether it is active. */
    Optional<Boolean> active();

    /** Its settings, as they came. */
    Map<String, Object> defaults();

    /** Its services. */
    List<CompanyServiceInfo> services();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CompanyInfo}. */
    final class Builder extends ImmutableCompanyInfo.Builder {
        Builder() {}
    }
}
