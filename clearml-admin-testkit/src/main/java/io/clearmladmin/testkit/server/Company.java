package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant. */
final class Company {

    final String id;
    String name;
    boolean isActive = true;
    final Map<String, Object> settings = new LinkedHashMap<>();

    @Nullable
    Map<String, Object> customEventsFields;

    Map<String, Object> appInstanceAccess = new LinkedHashMap<>(Map.of("allowed", "all"));
    final Set<String> domains = new LinkedHashSet<>();
    /** E-mails that may join. */
    final Map<String, Invitation> whitelist = new LinkedHashMap<>();

    final Map<String, Group> groups = new LinkedHashMap<>();
    /** The categories and labels that the tenant itself added to the platform's. */
    Map<String, Object> usageEvents = Map.of();

    /** What stands beside an e-mail that may join. */
    record Invitation(String role, Instant added) {}

    Company(String id, String name) {
        this.id = id;
        this.name = name;
        for (String builtIn : List.of(Group.USERS, Group.ADMINS, "queue_admins")) {
            groups.put(builtIn, new Group(builtIn, builtIn, true));
        }
    }
}
