package io.clearmladmin.onboarding;

import io.clearmladmin.auth.CredentialInfo;
import io.clearmladmin.endpoint.Role;
import io.clearmladmin.permissions.AccessRule;
import io.clearmladmin.permissions.UserGroup;
import io.clearmladmin.sso.ProviderConfiguration;
import io.clearmladmin.system.AppInstanceAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server has of a tenant. Of one that is not there, everything is empty. */
final class ExistingTenant {

    /** A user of the tenant. */
    record User(String id, Optional<Role> role, List<CredentialInfo> keys) {}

    final boolean isEnterprise;
    /** What stands in the way. */
    final List<Step> conflicts = new ArrayList<>();

    @Nullable
    String company;

    /** Tenants of the name that were deleted. */
    final List<String> deleted = new ArrayList<>();
    /** Who is in a tenant that was begun, and that nobody uses yet. */
    final Set<String> inhabitants = new HashSet<>();

    Map<String, Object> settings = Map.of();
    Map<String, Object> customEventsFields = Map.of();
    Optional<AppInstanceAccess> appInstanceAccess = Optional.empty();
    final Map<String, User> users = new HashMap<>();
    final Set<String> domains = new HashSet<>();
    final Set<String> invited = new HashSet<>();
    final Map<String, UserGroup> groups = new HashMap<>();
    final Map<String, AccessRule> accessRules = new HashMap<>();
    List<ProviderConfiguration> providers = List.of();
    /** Keys that came with the tenant when it was made, and that nobody has the secret of, by their users. */
    final Map<String, List<CredentialInfo>> strayKeys = new HashMap<>();

    ExistingTenant(boolean isEnterprise) {
        this.isEnterprise = isEnterprise;
    }
}
