package io.clearmladmin.audit;

import io.clearmladmin.internal.keys.ConfiguredUsers;
import io.clearmladmin.report.Severity;
import io.clearmladmin.users.User;
import io.clearmladmin.users.UserActivity;
import io.clearmladmin.users.UserQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds users who have not been seen for long, tenant by tenant. */
final class InactiveUsers {

    private InactiveUsers() {}

    static void check(AuditContext site, FindingCollector notes) {
        UserQuery query = UserQuery.builder().includeActivity(true).build();
        Map<AuditedTenant, List<User>> users = new LinkedHashMap<>();
        notes.each(
                site.tenants(),
                tenant -> tenant.view()
                        .ifPresent(view -> users.put(
                                tenant, view.users().getAllEx(query).stream().toList())));
        boolean isReported = users.values().stream()
                .flatMap(List::stream)
                .anyMatch(user -> user.activity().isPresent());
        if (!isReported && !users.values().stream().allMatch(List::isEmpty)) {
            throw new CheckSkippedException("the server does not report when users were last seen");
        }
        users.forEach((tenant, its) -> check(tenant, its, site.inactiveSince(), notes));
    }

    private static void check(AuditedTenant tenant, List<User> users, Instant since, FindingCollector notes) {
        List<String> inactive = users.stream()
                .filter(user -> !ConfiguredUsers.isOne(user.id()))
                .filter(user ->
                        lastSeen(user).or(user::created).map(since::isAfter).orElse(true))
                .map(user -> user.name().orElse(user.id())
                        + lastSeen(user).map(time -> " last seen " + time).orElse(" never seen"))
                .sorted()
                .toList();
        if (!inactive.isEmpty()) {
            notes.find(
                    Severity.LOW,
                    tenant.toString(),
                    Phrases.count(inactive.size(), "inactive user") + ": " + Phrases.list(inactive),
                    "Revoke the keys of those who left, and delete the users.");
        }
    }

    private static Optional<Instant> lastSeen(User user) {
        return user.activity().stream().flatMap(InactiveUsers::times).max(Comparator.naturalOrder());
    }

    private static Stream<Instant> times(UserActivity activity) {
        return Stream.of(activity.lastCredentialsLogin(), activity.lastProviderLogin(), activity.lastUiAccess())
                .flatMap(Optional::stream);
    }
}
