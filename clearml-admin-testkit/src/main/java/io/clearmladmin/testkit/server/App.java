package io.clearmladmin.testkit.server;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An application, or a customization of one. */
final class App {

    static final String ENABLED = "enabled";
    static final String DISABLED = "disabled";

    final String id;
    /** The application that it is a customization of. */
    final @Nullable App base;

    String name;
    String version;
    boolean isLocked;
    Instant lastUpdate;
    /** What looks different in a customization, and what its form asks differently. */
    final Map<String, Object> overrides = new LinkedHashMap<>();
    /** Whether each version is installed. */
    final Map<String, Boolean> versions = new TreeMap<>();
    /** The state of each tenant that has it. */
    final Map<String, String> states = new LinkedHashMap<>();
    /** The tasks that are its instances, also those that have ended. */
    final Set<String> instances = new LinkedHashSet<>();

    App(String id, @Nullable App base, String name, String version, Instant lastUpdate) {
        this.id = id;
        this.base = base;
        this.name = name;
        this.version = version;
        this.lastUpdate = lastUpdate;
    }

    App root() {
        return base == null ? this : base;
    }

    boolean isInstalled() {
        return root().versions.containsValue(true);
    }

    String status() {
        if (states.containsValue(ENABLED)) {
            return "deployed";
        }
        return states.isEmpty() ? "not_deployed" : DISABLED;
    }

    int count(String state) {
        return (int) states.values().stream().filter(state::equals).count();
    }

    /** How many of the tenants have it. */
    Map<String, Object> counts(int tenants) {
        return Map.of(
                "enabled",
                count(ENABLED),
                "disabled",
                count(DISABLED),
                "not_deployed",
                tenants - states.size(),
                "total_tenants",
                tenants);
    }

    /** Makes the newest installed version the active one. */
    void activateNewest() {
        List<String> installed = versions.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        version = installed.isEmpty() ? "" : installed.get(installed.size() - 1);
    }
}
