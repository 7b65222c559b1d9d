package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.credentials.CredentialStore;
import io.clearmladmin.errors.OutcomeUnknownException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the steps of one run share: the ids of what they find and create, by their names in the specification. */
final class ApplyContext {

    private static final int SET_ATTEMPTS = 3;

    final ClearMl clearml;
    final TenantSpec spec;
    final CredentialStore store;
    final Map<String, String> userIds = new HashMap<>();
    /** The users of the tenant before this run created any. */
    final Set<String> inhabitants;

    private final Map<String, String> groupIds = new HashMap<>();
    private @Nullable String company;

    ApplyContext(ClearMl clearml, TenantSpec spec, CredentialStore store, ExistingTenant found) {
        this.clearml = clearml;
        this.spec = spec;
        this.store = store;
        this.company = found.company();
        this.inhabitants = new HashSet<>(found.inhabitants());
        found.users().forEach((email, user) -> userIds.put(email, user.id()));
    }

    String company() {
        return Objects.requireNonNull(company, "the step that creates the tenant comes first");
    }

    void company(String id) {
        company = id;
    }

    String userId(String email) {
        return Objects.requireNonNull(userIds.get(email), email);
    }

    String adminId() {
        return userId(spec.admin().email());
    }

    /** The id of an existing group; valid once the specification's own groups exist. */
    String groupId(String name) {
        if (groupIds.isEmpty()) {
            TenantLookups.groups(asAdmin()).forEach((its, group) -> groupIds.put(its, group.id()));
        }
        String id = groupIds.get(name);
        if (id == null) {
            throw new IllegalStateException("the tenant has no group '" + name + "'");
        }
        return id;
    }

    /**
     * Sets something whose reply is not needed. Setting it again has the same effect, so a lost reply is
     * no failure, unless it is the third in a row.
     */
    static void set(Runnable call) {
        for (int attempt = 1; ; attempt++) {
            try {
                call.run();
                return;
            } catch (OutcomeUnknownException lost) {
                if (attempt == SET_ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }

    /** Acts as the tenant's admin, with the caller's rights, to reach the tenant's own settings. */
    ClearMl asAdmin() {
        return clearml.actingAs(adminId());
    }
}
