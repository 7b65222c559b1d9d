package io.clearmladmin.system;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.internal.check.Check;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Settings to change; absent fields stay. */
@JsonDeserialize(builder = CompanySettings.Builder.class)
@Value.Immutable
public interface CompanySettings extends Extensible {

    /** The tenant's id. */
    String company();

    /** Features on. Whether they replace or extend the present ones is not documented. */
    Optional<List<Feature>> features();

    /** Features off. */
    Optional<List<Feature>> excludeFeatures();

    /** {@code basic} or {@code advanced}. */
    Optional<String> featureSet();

    /** How many users it may have. */
    Optional<Integer> allowedUsers();

    /** How many service users it may have. */
    Optional<Integer> allowedServiceUsers();

    /** Whether service users may be admins. */
    Optional<Boolean> allowServiceUserAdmins();

    /** Whether admins see all application instances. */
    Optional<Boolean> adminAccessAllApps();

    /** Applications whose instances only their owners see. */
    Optional<List<String>> appAccessByOwners();

    /** Applications it may run. */
    Optional<List<String>> supportedApplicationIds();

    /** Categories of applications it may run. */
    Optional<List<String>> supportedApplicationCategories();

    /** Categories of applications it may not run. */
    Optional<List<String>> excludedApplicationCategories();

    /** How many applications may run at once. */
    Optional<Integer> maxRunningApps();

    /** Its cookies. */
    Optional<CookieOptions> cookieOptions();

    /** Rejects invalid values. */
    @Value.Check
    default void check() {
        Check.text("company", company());
        Check.notNegative("allowedUsers", allowedUsers());
        Check.notNegative("allowedServiceUsers", allowedServiceUsers());
        Check.notNegative("maxRunningApps", maxRunningApps());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CompanySettings}. */
    final class Builder extends ImmutableCompanySettings.Builder {
        Builder() {}
    }
}
