package io.clearmladmin.storage;

import static io.clearmladmin.endpoint.Repeat.SAFE;

import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Filter;
import java.util.List;

/**
 * {@code storage.*}: how the server reaches the storage of artifacts. Any role; the server shows these secrets to every
 * user of the tenant.
 */
public interface StorageService {

    /** Shows cloud secrets to every user of the tenant, guests too: the settings, with their secrets. API 2.22. */
    @Endpoint(name = "storage.get_settings", repeat = SAFE)
    StorageSettings getSettings();

    /** Stores settings; returns how many it changed. API 2.31. */
    @Endpoint(name = "storage.set_settings", repeat = SAFE, result = "updated", changes = true)
    int setSettings(SetStorageSettings settings);

    /** Removes the settings of {@code aws}, {@code google} or {@code azure}; returns how many it changed. API 2.31. */
    @Endpoint(name = "storage.reset_settings", repeat = SAFE, result = "updated", changes = true)
    int resetSettings(@Filter @Field("keys") List<String> providers);
}
