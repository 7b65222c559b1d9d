package io.clearmladmin.testkit.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code storage.*}. */
final class StorageEndpoints {

    private static final List<String> PROVIDERS = List.of("aws", "google", "azure");

    private final ServerState world;
    /** By tenant. */
    private final Map<String, Map<String, Object>> settings = new LinkedHashMap<>();

    StorageEndpoints(ServerState world) {
        this.world = world;
    }

    void register(Endpoints endpoints) {
        endpoints.add("storage.get_settings", Endpoints.ANYONE, (caller, body) -> Map.of("settings", own(caller)));
        endpoints.add("storage.set_settings", Endpoints.ANYONE, this::setSettings);
        endpoints.add("storage.reset_settings", Endpoints.ANYONE, this::resetSettings);
    }

    private Map<String, Object> own(Caller caller) {
        return settings.computeIfAbsent(caller.company(), company -> new LinkedHashMap<>());
    }

    private Object setSettings(Caller caller, Body body) {
        Map<String, Object> given = body.only(PROVIDERS);
        if (given.isEmpty()) {
            throw Refusal.validation("no settings were provided");
        }
        given.keySet().forEach(body::object);
        own(caller).putAll(given);
        own(caller).put("last_update", Wire.date(world.now()));
        return Map.of("updated", 1);
    }

    private Object resetSettings(Caller caller, Body body) {
        List<String> keys = body.requiredTexts("keys");
        for (String key : keys) {
            if (!PROVIDERS.contains(key)) {
                throw Refusal.validation("error for field 'keys': value '" + key + "' is not a valid choice..");
            }
        }
        if (own(caller).keySet().removeAll(keys)) {
            own(caller).put("last_update", Wire.date(world.now()));
        }
        return Map.of("updated", 1);
    }
}
