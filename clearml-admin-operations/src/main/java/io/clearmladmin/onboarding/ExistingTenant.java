package io.clearmladmin.onboarding;

import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.sso.ProviderConfiguration;
import io.clearmladmin.system.AppInstanceAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server has of a tenant. Of one that is not there, everything is empty.
 *
 * @param conflicts what stands in the way
 * @param company its id; null if there is none
 * @param deleted tenants of the name that were deleted
 * @param inhabitants who is in a tenant that was begun, and that nobody uses yet
 * @param users those of the specification that are there, by their e-mails
 * @param groups by their names
 * @param accessRules by their names
 * @param strayKeys keys that came with the tenant when it was made, and that nobody has the secret of, by their users
 */
record ExistingTenant(
        boolean isEnterprise,
        List<Step> conflicts,
        @Nullable String company,
        List<String> deleted,
        Set<String> inhabitants,
        Map<String, Object> settings,
        Map<String, Object> customEventsFields,
        Optional<AppInstanceAccess> appInstanceAccess,
        Map<String, User> users,
        Set<String> domains,
        Set<String> invited,
        Map<String, UserGroup> groups,
        Map<String, AccessRule> accessRules,
        List<ProviderConfiguration> providers,
        Map<String, List<CredentialInfo>> strayKeys) {

    /** A user of the tenant. */
    record User(String id, Optional<Role> role, List<CredentialInfo> keys) {}
}
