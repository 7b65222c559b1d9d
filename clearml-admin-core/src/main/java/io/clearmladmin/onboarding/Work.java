package io.clearmladmin.onboarding;

import io.clearmladmin.ClearMl;
import io.clearmladmin.credentials.SecretReceiver;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the steps of one run share: what they find and make, by the names the specification has for it. */
final class Work {

    final ClearMl clearml;
    final TenantSpec spec;
    final SecretReceiver receiver;
    final Map<String, String> userIds = new HashMap<>();
    private @Nullable String company;

    Work(ClearMl clearml, TenantSpec spec, SecretReceiver receiver, Found found) {
        this.clearml = clearml;
        this.spec = spec;
        this.receiver = receiver;
        this.company = found.company;
        found.users.forEach((email, user) -> userIds.put(email, user.id()));
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

    /** The tenant's own settings are reached in the name of its admin, with the caller's rights. */
    ClearMl asAdmin() {
        return clearml.actingAs(adminId());
    }
}
