package io.clearmladmin.testkit.server;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant. */
final class Company {

    final String id;
    final String name;
    boolean isActive = true;
    final Map<String, Object> settings = new LinkedHashMap<>();

    @Nullable
    Map<String, Object> customEventsFields;

    Map<String, Object> appInstanceAccess = new LinkedHashMap<>(Map.of("allowed", "all"));
    final Set<String> domains = new LinkedHashSet<>();
    /** E-mails that may join, each with its role. */
    final Map<String, String> whitelist = new LinkedHashMap<>();

    Company(String id, String name) {
        this.id = id;
        this.name = name;
    }
}
