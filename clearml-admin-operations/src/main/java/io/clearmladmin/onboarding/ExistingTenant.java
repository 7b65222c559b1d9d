package io.clearmladmin.onboarding;

import io.clearmladmin.apps.AssignmentState;
import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.resources.Policy;
import io.clearmladmin.sso.ProviderConfiguration;
import io.clearmladmin.system.AppInstanceAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of a tenant on the server. For one that does not exist, everything is empty.
 *
 * @param conflicts the conflicts
 * @param company its id; null if there is none
 * @param deleted the deleted tenants of the same name
 * @param inhabitants the users of a tenant that was begun and is not used yet
 * @param users the existing users of the specification, by their e-mails
 * @param groups by their names
 * @param accessRules by their names
 * @param hasApplications whether the server can assign applications to tenants
 * @param applications the state of each that the tenant has, by id
 * @param policies resource policies, by their names
 * @param strayKeys keys that the server created with the tenant and whose secrets nobody has, by user
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
        boolean hasApplications,
        Map<String, AssignmentState> applications,
        Map<String, Policy> policies,
        Map<String, List<CredentialInfo>> strayKeys) {

    /** A user of the tenant. */
    record User(String id, Optional<Role> role, List<CredentialInfo> keys) {}
}
