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

/** What the steps of one run share: what they find and make, by the names the specification has for it. */
final class ApplyContext {

    private static final int SET_ATTEMPTS = 3;

    final ClearMl clearml;
    final TenantSpec spec;
    final CredentialStore receiver;
    final Map<String, String> userIds = new HashMap<>();
    /** Users who were in the tenant before this run made any. */
    final Set<String> inhabitants;

    private final Map<String, String> groupIds = new HashMap<>();
    private @Nullable String company;

    ApplyContext(ClearMl clearml, TenantSpec spec, CredentialStore receiver, ExistingTenant found) {
        this.clearml = clearml;
        this.spec = spec;
        this.receiver = receiver;
        this.company = found.company();
        this.inhabitants = new HashSet<>(found.inhabitants());
        found.users().forEach((email, user) -> userIds.put(email, user.id()));
    }

    String company() {
        return Objects.requireNonNull(company, "the step that makes the tenant comes first");
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

    /** The id of a group that is there; to be asked for when the specification's own groups are. */
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
     * Sets something, of which the answer says nothing that is needed. To set it again does no harm, so a lost answer is
     * no failure; the third in a row is.
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

    /** The tenant's own settings are reached in the name of its admin, with the caller's rights. */
    ClearMl asAdmin() {
        return clearml.actingAs(adminId());
    }
}
