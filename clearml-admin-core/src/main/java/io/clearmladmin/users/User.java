package io.clearmladmin.users;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.clearmladmin.endpoint.Extensible;
import io.clearmladmin.endpoint.Reference;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.internal.check.Check;
import io.clearmladmin.internal.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user's profile. Open-source servers return neither e-mail nor role, except for the current user.
 *
 * @param id the user's id
 * @param company the tenant
 * @param name the display name
 * @param givenName the given name
 * @param familyName the family name
 * @param avatar the address of a picture
 * @param created when the profile was created
 * @param createdInVersion the server version at that time
 * @param preferences the preferences: a JSON text here, an object in {@code users.get_preferences}
 * @param role the role
 * @param email the e-mail. Enterprise.
 * @param providers the identity providers, as received. Enterprise.
 * @param secGroups the ids of the groups. Enterprise.
 * @param readOnly whether the user may only read. Enterprise.
 * @param support whether it is a support user. Enterprise.
 * @param activity when the user was last seen. Enterprise, {@code users.get_all_ex}.
 * @param companies the tenants of the user. Enterprise, current user.
 * @param supportedFeatures the features the user may use. Enterprise, current user.
 * @param trialFeatures features on trial. Enterprise, current user.
 * @param termsOfUse the terms of use, as received. Enterprise, current user.
 * @param additional unknown fields, as received
 */
public record User(
        String id,
        Optional<Reference> company,
        Optional<String> name,
        Optional<String> givenName,
        Optional<String> familyName,
        Optional<String> avatar,
        Optional<Instant> created,
        Optional<String> createdInVersion,
        Optional<Object> preferences,
        Optional<Role> role,
        Optional<String> email,
        Optional<Object> providers,
        List<String> secGroups,
        Optional<Boolean> readOnly,
        Optional<Boolean> support,
        Optional<UserActivity> activity,
        List<UserCompany> companies,
        List<String> supportedFeatures,
        List<TrialFeature> trialFeatures,
        Optional<Object> termsOfUse,
        @JsonAnySetter Map<String, Object> additional)
        implements Extensible {

    /** Rejects a missing required field. */
    public User {
        Check.present("id", id);
        secGroups = Check.list(secGroups);
        companies = Check.list(companies);
        supportedFeatures = Check.list(supportedFeatures);
        trialFeatures = Check.list(trialFeatures);
        additional = Check.additional(additional);
    }

    @Override
    public String toString() {
        return SafeText.of(this);
    }
}
