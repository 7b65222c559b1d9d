package io.clearmladmin.users;

import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A user's profile. Open-source servers tell neither e-mail nor role, except of the current user. */
@Value.Immutable
public interface User extends Extensible {

    /** The user's id. */
    String id();

    /** The tenant. */
    Optional<CompanyRef> company();

    /** The display name. */
    Optional<String> name();

    /** The given name. */
    Optional<String> givenName();

    /** The family name. */
    Optional<String> familyName();

    /** The address of a picture. */
    Optional<String> avatar();

    /** When the profile was created. */
    Optional<Instant> created();

    /** The server version at that time. */
    Optional<String> createdInVersion();

    /** The preferences: a JSON text here, an object in {@code users.get_preferences}. */
    Optional<Object> preferences();

    /** The role. */
    Optional<Role> role();

    /** The e-mail. Enterprise. */
    Optional<String> email();

    /** The identity providers, as they came. Enterprise. */
    Optional<Object> providers();

    /** The ids of the groups. Enterprise. */
    List<String> secGroups();

    /** Whether the user may only read. Enterprise. */
    Optional<Boolean> readOnly();

    /** Whether it is a support user. Enterprise. */
    Optional<Boolean> support();

    /** When the user was last seen. Enterprise, {@code users.get_all_ex}. */
    Optional<UserActivity> activity();

    /** The tenants of the user. Enterprise, current user. */
    List<UserCompany> companies();

    /** The features the user may use. Enterprise, current user. */
    List<String> supportedFeatures();

    /** Features on trial. Enterprise, current user. */
    List<TrialFeature> trialFeatures();

    /** The terms of use, as they came. Enterprise, current user. */
    Optional<Object> termsOfUse();

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link User}. */
    final class Builder extends ImmutableUser.Builder {
        Builder() {}
    }
}
